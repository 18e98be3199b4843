# SPDX-License-Identifier: GPL-3.0-or-later
#
# Reads C files named src/LAYER/FILE (paths below the top of the tree) and prints one line
# `LAYER FILE:LINE: what is wrong` for each include that breaks the order of the layers.

BEGIN {
  allowed["base"] = "base"
  allowed["model"] = "base model"
  allowed["eas"] = "base model eas"
  allowed["intake"] = "base model eas intake"
  allowed["store"] = "base model store"
  allowed["secrets"] = "base model secrets"
  allowed["transport"] = "base model eas transport"
  allowed["sync"] = "base model eas intake store secrets transport sync"
  allowed["sim"] = "base model eas sim"
  allowed["lab"] = "base model eas intake store secrets transport sync sim lab"
  allowed["view"] = "base model store sync lab view"
  everything = "base model eas intake store secrets transport sync sim lab view"
  allowed["app"] = everything " app"
  allowed["ctl"] = everything " ctl"

  # Foreign headers that only some layers may see: a pattern, and whose it is.
  owners["^sqlite3\\.h$"] = "store"
  owners["^libsoup/"] = "transport sim"
  owners["^libsecret/"] = "secrets"
  owners["^(gtk|gdk|gdk-pixbuf|pango|cairo|atk)([/.].*)?$"] = "view app"
  owners["^gmime/"] = "intake"
  owners["^libical"] = "intake"
  owners["^libebook-contacts/"] = "intake"
}

function has (list, word)
{
  return index (" " list " ", " " word " ") > 0
}

function complain (message)
{
  printf "%s %s:%d: %s\n", layer, FILENAME, FNR, message
}

function check_project (header, parts, n)
{
  n = split (header, parts, "/")
  if (header == "config.h")
    return
  if (n != 2)
    complain ("\"" header "\" does not name its layer, as \"" layer "/" header "\" does")
  else if (!(parts[1] in allowed))
    complain ("\"" header "\": there is no layer " parts[1])
  else if (!has (allowed[layer], parts[1]))
    complain (layer " must not include " parts[1] ": it may only include " allowed[layer])
  else if (header ~ /-private\.h$/ && parts[1] != layer)
    complain ("\"" header "\" is private to " parts[1])
}

function check_system (header, pattern)
{
  for (pattern in owners)
    if (header ~ pattern && !has (owners[pattern], layer))
      complain ("<" header "> is only for " owners[pattern])
}

FNR == 1 {
  split (FILENAME, path, "/")
  layer = path[2]
  if (!(layer in allowed))
    complain ("src/" layer " is no layer of the design")
}

layer in allowed && /^[ \t]*#[ \t]*include[ \t]*"/ {
  split ($0, quoted, "\"")
  check_project (quoted[2])
}

layer in allowed && /^[ \t]*#[ \t]*include[ \t]*</ {
  split ($0, quoted, /[<>]/)
  check_system (quoted[2])
}
