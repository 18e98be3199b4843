# SPDX-License-Identifier: GPL-3.0-or-later

# The simulated server and its scenarios.
scenariosdir = $(pkgdatadir)/scenarios
dist_scenarios_DATA = data/scenarios/article-416.scenario
dist_man_MANS += data/man/notifysync-simulator.1 data/man/notifysync-scenario.5

# The command line.
bashcompletiondir = $(datadir)/bash-completion/completions
dist_bashcompletion_DATA = data/completions/notifysyncctl
dist_man_MANS += data/man/notifysyncctl.1
