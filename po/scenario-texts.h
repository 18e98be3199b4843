/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made by po/scenario-texts.pl from data/scenarios. */
static const char *const scenario_texts[] = {
  /* Scenario article-416, Title */
  N_("Messages are stuck in the outbox"),
  /* Scenario article-416, Description */
  N_("Everything of the help article at a glance: most items were delivered, some wait for a busy server, one contact cannot be converted, and two items lost a conflict. Each says why, and what to do."),
  /* Scenario article-416, 1.words */
  N_("A day in Anna Berg’s office begins. She sends the minutes of the board meeting to Jonas Lind, with a copy to Petra Vogel."),
  /* Scenario article-416, 2.words */
  N_("She saves the contact of her customer Milena Novák."),
  /* Scenario article-416, 3.words */
  N_("She enters the quarterly review of tomorrow in her calendar."),
  /* Scenario article-416, 4.words */
  N_("And she enters the project stand-up. All four wait in the outbox with a blue clock, which means pending: tried at every synchronization until delivered."),
  /* Scenario article-416, 5.words */
  N_("The outbox is synchronized with the server, and this one cycle delivers all four."),
  /* Scenario article-416, 6.words */
  N_("Forty minutes pass."),
  /* Scenario article-416, 7.words */
  N_("Somebody moves the quarterly review in Outlook, on the same mailbox: it is to start in the morning."),
  /* Scenario article-416, 8.words */
  N_("It ends earlier, too."),
  /* Scenario article-416, 9.words */
  N_("It also gets a new name that says so. The handheld does not know any of this yet."),
  /* Scenario article-416, 10.words */
  N_("The reminder of the stand-up goes off in Outlook, which notes that in the event."),
  /* Scenario article-416, 11.words */
  N_("On the handheld, Anna moves the very same review to the afternoon. Now it was changed on both sides."),
  /* Scenario article-416, 12.words */
  N_("The reminder of the stand-up goes off on the handheld as well, and the handheld notes that in the event, too. So an update waits that nobody has made on purpose."),
  /* Scenario article-416, 13.words */
  N_("Anna saves the contact of Konrad Fischer, whom she met at a fair."),
  /* Scenario article-416, 14.words */
  N_("What nobody can see: something in that contact is more than the server can hold, and it will refuse it."),
  /* Scenario article-416, 15.words */
  N_("Anna sends an offer to Ms Novák."),
  /* Scenario article-416, 16.words */
  N_("The server is busy: it will put the offer off four times."),
  /* Scenario article-416, 17.words */
  N_("Anna writes a request for a holiday to Petra."),
  /* Scenario article-416, 18.words */
  N_("But she wants to ask her colleagues first, so she puts it on hold. It waits with a grey pause sign and is not tried."),
  /* Scenario article-416, 19.words */
  N_("The next cycle brings the troubles of the article: a red X for each of the three items that the server refused, and the blue clock for the offer, which the busy server put off."),
  /* Scenario article-416, 20.words */
  N_("Five minutes pass."),
  /* Scenario article-416, 21.words */
  N_("Anna sends her time sheet."),
  /* Scenario article-416, 22.words */
  N_("The server is still busy, and will put the time sheet off, too."),
  /* Scenario article-416, 23.words */
  N_("Every cycle tries again what is pending, and never what is in error. The offer and the time sheet are put off once more."),
  /* Scenario article-416, 24.words */
  N_("Another five minutes pass."),
  /* Scenario article-416, 25.words */
  N_("Anna asks Jonas whether they meet for lunch."),
  /* Scenario article-416, 26.words */
  N_("This message, too, will meet the busy server."),
  /* Scenario article-416, 27.words */
  N_("This is what the outbox shows now: what waits, what needs Anna, and for each item why. Let us go through it."),
  /* Scenario article-416, 28.words */
  N_("The minutes were delivered in the first cycle, and are in the history."),
  /* Scenario article-416, 29.words */
  N_("The offer is pending, since the server is busy. It will be tried at every cycle, and Anna need not do anything."),
  /* Scenario article-416, 30.words */
  N_("The contact of Konrad Fischer is in error: the server cannot convert it, and trying again will not help. Anna should report it to support."),
  /* Scenario article-416, 31.words */
  N_("The quarterly review is in error: it was changed on both sides, and the server’s version won. If Anna chooses Resend, her change is sent again and is accepted."),
  /* Scenario article-416, 32.words */
  N_("The stand-up is in error, but it is only the echo of a reminder that went off on both sides. It is to be deleted, not resent."),
  /* Scenario article-416, 33.words */
  N_("The request for a holiday is on hold until Anna releases it."),
  /* Scenario article-416, 34.words */
  N_("Jonas and Petra have each received the minutes once."),
  /* Scenario article-416, 35.words */
  N_("Ms Novák has not received the offer yet: what the server puts off, it does not send."),
  /* Scenario article-416, 36.words */
  N_("Three items wait and go out by themselves as soon as the server has time."),
  /* Scenario article-416, 37.words */
  N_("Three items need Anna. To sum up: a blue clock needs patience, a red X needs a decision, and the item itself says which: report it, resend it, or delete it."),
  /* Scenario big-outbox, Title */
  N_("Two hundred items after a journey"),
  /* Scenario big-outbox, Description */
  N_("After a week without a network the outbox holds two hundred items. One cycle delivers them, each exactly once, and the one bad contact among them holds up nothing."),
  /* Scenario big-outbox, 1.words */
  N_("Anna Berg is on a journey for a week, without a network. Her outbox cannot reach the server."),
  /* Scenario big-outbox, 2.words */
  N_("She writes a hundred and twenty messages to her colleague Jonas Lind. Each waits in the outbox with a blue clock."),
  /* Scenario big-outbox, 3.words */
  N_("She plans forty visits to customers."),
  /* Scenario big-outbox, 4.words */
  N_("She saves the contacts of forty people whom she met."),
  /* Scenario big-outbox, 5.words */
  N_("Now and then the program tries to synchronize, and does not reach the server."),
  /* Scenario big-outbox, 6.words */
  N_("It says so once, for the whole account, and not two hundred times."),
  /* Scenario big-outbox, 7.words */
  N_("Two hundred items wait, and not one of them is in error."),
  /* Scenario big-outbox, 8.words */
  N_("What nobody knows: one of the forty contacts, Customer 13, is more than the server can hold."),
  /* Scenario big-outbox, 9.words */
  N_("Anna is back, and so is the network."),
  /* Scenario big-outbox, 10.words */
  N_("One single cycle delivers all of it, in order, and does not stop at the bad contact."),
  /* Scenario big-outbox, 11.words */
  N_("All hundred and twenty messages are delivered."),
  /* Scenario big-outbox, 12.words */
  N_("All forty visits are delivered, too."),
  /* Scenario big-outbox, 13.words */
  N_("The contact Customer 13 has the red X, because the server cannot convert it."),
  /* Scenario big-outbox, 14.words */
  N_("The contact behind it was delivered all the same: a bad item does not hold up the good ones."),
  /* Scenario big-outbox, 15.words */
  N_("Jonas has received each of the messages once, and none of them twice."),
  /* Scenario big-outbox, 16.words */
  N_("Each visit is in Anna’s calendar once."),
  /* Scenario big-outbox, 17.words */
  N_("Only the bad contact is not on the server."),
  /* Scenario big-outbox, 18.words */
  N_("Each of the others is there once."),
  /* Scenario big-outbox, 19.words */
  N_("The account is well again."),
  /* Scenario big-outbox, 20.words */
  N_("Nothing waits any more."),
  /* Scenario big-outbox, 21.words */
  N_("To sum up: without a network everything was kept, with it everything was delivered once, and the one item that needs Anna is named."),
  /* Scenario conflict-resend, Title */
  N_("A meeting was moved on both sides"),
  /* Scenario conflict-resend, Description */
  N_("The same meeting is moved on the handheld and in Outlook between two synchronizations. The server’s version wins at first; Resend sends the change again, and then both sides agree."),
  /* Scenario conflict-resend, 1.words */
  N_("Anna Berg enters the quarterly review in her handheld. It is on Tuesday, in Room 4.12."),
  /* Scenario conflict-resend, 2.words */
  N_("The handheld synchronizes, and the server now has the same meeting."),
  /* Scenario conflict-resend, 3.words */
  N_("The meeting is delivered. Handheld and server agree."),
  /* Scenario conflict-resend, 4.words */
  N_("Twenty minutes pass."),
  /* Scenario conflict-resend, 5.words */
  N_("At her desk, Anna moves the meeting to Room 2.03, in Outlook, which works on the same mailbox."),
  /* Scenario conflict-resend, 6.words */
  N_("Later, on her handheld, which does not know that yet, she moves the same meeting by an hour. The change waits with a blue clock."),
  /* Scenario conflict-resend, 7.words */
  N_("The handheld synchronizes. Its change meets a meeting that somebody else has changed meanwhile."),
  /* Scenario conflict-resend, 8.words */
  N_("That is a conflict, and the server keeps its own version. Anna’s change is in error, with a red X: “Conflict matching the client and server object”."),
  /* Scenario conflict-resend, 9.words */
  N_("On the server there is still exactly one meeting, in Room 2.03. Nothing was overwritten."),
  /* Scenario conflict-resend, 10.words */
  N_("Anna opens the item. It says why it was refused: the meeting was changed here and on the server."),
  /* Scenario conflict-resend, 11.words */
  N_("A conflict does not last for ever. Anna decides that her version counts, and chooses Resend. The red X becomes a blue clock."),
  /* Scenario conflict-resend, 12.words */
  N_("The program first fetches what the server has now, and then sends Anna’s change again, in full view of it."),
  /* Scenario conflict-resend, 13.words */
  N_("This time the server accepts it. The meeting is an hour later, in Room 4.12 as on the handheld."),
  /* Scenario conflict-resend, 14.words */
  N_("There is one meeting on the server, and it is the one that Anna sees: both sides agree."),
  /* Scenario conflict-resend, 15.words */
  N_("To sum up: two changes met, none was lost without a word, and Anna decided which one counts. Nothing needs her any more."),
  /* Scenario conversion-error, Title */
  N_("The server cannot convert a contact"),
  /* Scenario conversion-error, Description */
  N_("One contact is refused with an error in client/server conversion. Resend is offered and is refused again; the other items are delivered all the same."),
  /* Scenario conversion-error, 1.words */
  N_("Anna Berg saves the contact of Konrad Fischer on her handheld. It waits in the outbox with a blue clock."),
  /* Scenario conversion-error, 2.words */
  N_("She saves a second contact, that of Milena Novák."),
  /* Scenario conversion-error, 3.words */
  N_("And she sends a short message to her colleague Jonas Lind."),
  /* Scenario conversion-error, 4.words */
  N_("What nobody can see: something in Konrad Fischer’s contact is more than the server can hold."),
  /* Scenario conversion-error, 5.words */
  N_("The handheld synchronizes. The server looks at each item by itself, and answers for each."),
  /* Scenario conversion-error, 6.words */
  N_("Konrad Fischer’s contact now has a red X. The server says: “Error in client/server conversion”. It will not be tried again by itself."),
  /* Scenario conversion-error, 7.words */
  N_("Milena Novák’s contact was delivered: one bad item does not hold up the good ones."),
  /* Scenario conversion-error, 8.words */
  N_("The message to Jonas was delivered, too."),
  /* Scenario conversion-error, 9.words */
  N_("Anna opens the item, and it tells why it failed. The advice is to report it to support, since the same item will be refused again and again."),
  /* Scenario conversion-error, 10.words */
  N_("Resend is offered nevertheless, so Anna tries it. The red X becomes a blue clock."),
  /* Scenario conversion-error, 11.words */
  N_("The very same contact goes to the server once more."),
  /* Scenario conversion-error, 12.words */
  N_("And it is refused once more, for the same reason. Only a change of the contact, or support, can help."),
  /* Scenario conversion-error, 13.words */
  N_("The server has no copy of Konrad Fischer’s contact; it is safe in Anna’s outbox."),
  /* Scenario conversion-error, 14.words */
  N_("Milena Novák’s contact is on the server, once."),
  /* Scenario conversion-error, 15.words */
  N_("Jonas has received his message once; trying again has doubled nothing."),
  /* Scenario conversion-error, 16.words */
  N_("To sum up: the server cannot hold one item. Everything else was delivered, the bad one is kept, and the program names it and says what to do."),
  /* Scenario device-46, Title */
  N_("The cure: device software 4.6"),
  /* Scenario device-46, Description */
  N_("An old handheld and an old mail server send everything again and again. Anna updates the software of her handheld: it understands the server’s answers, the outbox empties, and no more copies come."),
  /* Scenario device-46, 1.words */
  N_("Anna Berg sends an offer to her customer Milena Novák, with a copy to her colleague Jonas Lind. The offer waits in the outbox of her handheld, which has device software 4.5."),
  /* Scenario device-46, 2.words */
  N_("She also enters a meeting, the project stand-up. Both wait with a blue clock. It means pending: the handheld tries at every synchronization until the item is delivered."),
  /* Scenario device-46, 3.words */
  N_("The handheld synchronizes with Kerio MailServer 6.6 over SSL. The server carries out both requests, but ends its answers with a cut of the connection, and software 4.5 takes that for a failure."),
  /* Scenario device-46, 4.words */
  N_("Five minutes pass. The handheld believes that nothing has been delivered, so it will try again."),
  /* Scenario device-46, 5.words */
  N_("It sends both items a second time, and the server carries out both a second time. Again the answers end with a cut, and again the handheld does not believe them."),
  /* Scenario device-46, 6.words */
  N_("This is the trouble: on the handheld the blue clocks stay, as if nothing had gone out."),
  /* Scenario device-46, 7.words */
  N_("On the server, Ms Novák and Jonas have each received the offer twice."),
  /* Scenario device-46, 8.words */
  N_("The stand-up is twice in Anna’s calendar on the server. Now for the cure."),
  /* Scenario device-46, 9.words */
  N_("Anna installs device software 4.6 on her handheld. The server stays as it is, and so does SSL."),
  /* Scenario device-46, 10.words */
  N_("Five minutes pass, and the next synchronization is due."),
  /* Scenario device-46, 11.words */
  N_("The handheld sends both items once more. The server ends its answers with a cut, as before, but the new software reads what came before the cut."),
  /* Scenario device-46, 12.words */
  N_("At last the handheld believes that the offer is delivered."),
  /* Scenario device-46, 13.words */
  N_("The meeting is delivered, too."),
  /* Scenario device-46, 14.words */
  N_("Nothing waits any more: the outbox is empty."),
  /* Scenario device-46, 15.words */
  N_("One last copy did go out, because the handheld could not know that the server had the offer already. Ms Novák and Jonas now have three each."),
  /* Scenario device-46, 16.words */
  N_("The calendar has three stand-ups, for the same reason."),
  /* Scenario device-46, 17.words */
  N_("Does it go on? Five more minutes pass."),
  /* Scenario device-46, 18.words */
  N_("The next synchronization has nothing left to send."),
  /* Scenario device-46, 19.words */
  N_("There are still three copies of the offer for each recipient, and not one more."),
  /* Scenario device-46, 20.words */
  N_("There are still three stand-ups. To sum up: the old software took a cut at the end of an answer for a failure, and sent again. Software 4.6 reads the answer. It cures this one handheld; the copies that are there have to be deleted by hand."),
  /* Scenario empty, Title */
  N_("An empty outbox"),
  /* Scenario empty, Description */
  N_("Everything that was to go out has gone out: nothing waits, and nothing went wrong. This is how the outbox should look."),
  /* Scenario empty, 1.words */
  N_("The outbox is synchronized with the server, and there is nothing to send."),
  /* Scenario empty, 2.words */
  N_("Nothing waits."),
  /* Scenario empty, 3.words */
  N_("Nothing needs Anna."),
  /* Scenario empty, 4.words */
  N_("The server answered, and the account is well. An empty outbox is a good outbox: all that was in it has been delivered."),
  /* Scenario kerio-66-ssl, Title */
  N_("Sent again and again"),
  /* Scenario kerio-66-ssl, Description */
  N_("A handheld of 2009 with software 4.5 and Kerio MailServer 6.6 with SSL: the server does what it is asked, the handheld takes each answer for a failure and sends again. Copies pile up, until one of three cures helps."),
  /* Scenario kerio-66-ssl, 1.words */
  N_("Anna Berg sends an offer to her customer Milena Novák, with a copy to her colleague Jonas Lind. The offer waits in the outbox of her handheld, which has device software 4.5."),
  /* Scenario kerio-66-ssl, 2.words */
  N_("She also enters a meeting, the project stand-up. Both wait with a blue clock. It means pending: the handheld tries at every synchronization until the item is delivered."),
  /* Scenario kerio-66-ssl, 3.words */
  N_("The handheld synchronizes with Kerio MailServer 6.6 over SSL. The server carries out both requests, but ends its answers with a cut of the connection, and software 4.5 takes that for a failure."),
  /* Scenario kerio-66-ssl, 4.words */
  N_("So the handheld believes that the offer was not sent. It keeps the blue clock, and there is no error to be seen."),
  /* Scenario kerio-66-ssl, 5.words */
  N_("The meeting keeps its blue clock, too. As far as Anna can tell, nothing has gone out yet."),
  /* Scenario kerio-66-ssl, 6.words */
  N_("Now look at the server: Ms Novák and Jonas each have the offer in their inbox. It was delivered."),
  /* Scenario kerio-66-ssl, 7.words */
  N_("The meeting is in Anna’s calendar on the server, too. If the handheld knew that, the story would end here."),
  /* Scenario kerio-66-ssl, 8.words */
  N_("Five minutes pass, and the next synchronization is due."),
  /* Scenario kerio-66-ssl, 9.words */
  N_("What is pending is tried every time. The handheld sends both items a second time, and the server, which does not notice that it has them already, carries out both again."),
  /* Scenario kerio-66-ssl, 10.words */
  N_("Again the answers end with a cut, and again the handheld takes them for failures. The blue clocks stay."),
  /* Scenario kerio-66-ssl, 11.words */
  N_("Ms Novák now holds two copies of the offer, and Jonas holds two."),
  /* Scenario kerio-66-ssl, 12.words */
  N_("In Anna’s calendar on the server the stand-up is there twice."),
  /* Scenario kerio-66-ssl, 13.words */
  N_("Another five minutes pass."),
  /* Scenario kerio-66-ssl, 14.words */
  N_("The third synchronization sends both items a third time. Ms Novák and Jonas now hold three copies of the offer each, and Anna’s calendar holds three stand-ups."),
  /* Scenario kerio-66-ssl, 15.words */
  N_("And still the outbox shows two blue clocks and no error. Nothing on the handheld tells Anna what her customer sees."),
  /* Scenario kerio-66-ssl, 16.words */
  N_("Count on the server: three copies of the offer in each inbox."),
  /* Scenario kerio-66-ssl, 17.words */
  N_("There are three stand-ups. One more of each would come every five minutes, for ever."),
  /* Scenario kerio-66-ssl, 18.words */
  N_("Three things must come together: device software 4.5 or older, Kerio MailServer before 6.7, and SSL. So there are three cures: change any one of them."),
  /* Scenario kerio-66-ssl, 19.words */
  N_("The first cure: Anna installs device software 4.6. It reads an answer even if the connection is cut at its end."),
  /* Scenario kerio-66-ssl, 20.words */
  N_("Five minutes pass."),
  /* Scenario kerio-66-ssl, 21.words */
  N_("The handheld sends both once more. The server ends its answers with a cut, as before, but now the handheld understands them, and its outbox empties."),
  /* Scenario kerio-66-ssl, 22.words */
  N_("Nothing waits any more. The first cure helps."),
  /* Scenario kerio-66-ssl, 23.words */
  N_("The handheld could not know that the server had the offer already, so one last copy went out: four for each recipient, and no more to come."),
  /* Scenario kerio-66-ssl, 24.words */
  N_("Now the second cure. For that we put the old software 4.5 back on the handheld."),
  /* Scenario kerio-66-ssl, 25.words */
  N_("Anna sends a price list to Ms Novák."),
  /* Scenario kerio-66-ssl, 26.words */
  N_("The trouble is back: the server delivers the price list, cuts the connection, and the handheld does not believe it."),
  /* Scenario kerio-66-ssl, 27.words */
  N_("The price list keeps its blue clock."),
  /* Scenario kerio-66-ssl, 28.words */
  N_("Yet Ms Novák has it already."),
  /* Scenario kerio-66-ssl, 29.words */
  N_("The second cure: the administrator installs Kerio MailServer 6.7. It says in each answer how long the answer is, so that no cut is needed to end it."),
  /* Scenario kerio-66-ssl, 30.words */
  N_("Five minutes pass."),
  /* Scenario kerio-66-ssl, 31.words */
  N_("The handheld sends the price list once more, gets an answer that even software 4.5 understands, and its outbox empties."),
  /* Scenario kerio-66-ssl, 32.words */
  N_("Nothing waits any more. The second cure helps, too."),
  /* Scenario kerio-66-ssl, 33.words */
  N_("Ms Novák holds the price list twice: the copy from before the cure, and the one after it."),
  /* Scenario kerio-66-ssl, 34.words */
  N_("Now the last resort. For that we put the old server 6.6 back."),
  /* Scenario kerio-66-ssl, 35.words */
  N_("Anna sends a note of thanks to Jonas."),
  /* Scenario kerio-66-ssl, 36.words */
  N_("Once more the trouble is back: the note is delivered, and stays in the outbox all the same."),
  /* Scenario kerio-66-ssl, 37.words */
  N_("The note keeps its blue clock."),
  /* Scenario kerio-66-ssl, 38.words */
  N_("Yet Jonas has it already."),
  /* Scenario kerio-66-ssl, 39.words */
  N_("The last resort: SSL is switched off on both sides. It helps, but from now on everybody on the way can read Anna’s mail, and her password."),
  /* Scenario kerio-66-ssl, 40.words */
  N_("Five minutes pass."),
  /* Scenario kerio-66-ssl, 41.words */
  N_("The handheld sends the note once more, in plain text. Without SSL the old server ends its answers properly, the handheld understands, and its outbox empties."),
  /* Scenario kerio-66-ssl, 42.words */
  N_("Nothing waits any more."),
  /* Scenario kerio-66-ssl, 43.words */
  N_("Jonas holds the note twice, and no more will come."),
  /* Scenario kerio-66-ssl, 44.words */
  N_("To sum up: the server did its work, the handheld did not believe it and repeated it blindly, and the recipients got the copies. Newer software on either side cures that; no SSL is a last resort."),
  /* Scenario kerio-66-ssl, 45.words */
  N_("All this was the handheld of 2009. The program that shows it to you never repeats blindly: when an answer is lost, it first asks the server what became of the request."),
  /* Scenario kerio-67, Title */
  N_("The cure: Kerio MailServer 6.7"),
  /* Scenario kerio-67, Description */
  N_("An old handheld and an old mail server send everything again and again. The administrator upgrades the server: its answers end as they should, the outbox empties, and no more copies come."),
  /* Scenario kerio-67, 1.words */
  N_("Anna Berg sends an offer to her customer Milena Novák, with a copy to her colleague Jonas Lind. The offer waits in the outbox of her handheld, which has device software 4.5."),
  /* Scenario kerio-67, 2.words */
  N_("She also enters a meeting, the project stand-up. Both wait with a blue clock. It means pending: the handheld tries at every synchronization until the item is delivered."),
  /* Scenario kerio-67, 3.words */
  N_("The handheld synchronizes with Kerio MailServer 6.6 over SSL. The server carries out both requests, but ends its answers with a cut of the connection, and software 4.5 takes that for a failure."),
  /* Scenario kerio-67, 4.words */
  N_("Five minutes pass. The handheld believes that nothing has been delivered, so it will try again."),
  /* Scenario kerio-67, 5.words */
  N_("It sends both items a second time, and the server carries out both a second time. Again the answers end with a cut, and again the handheld does not believe them."),
  /* Scenario kerio-67, 6.words */
  N_("This is the trouble: on the handheld the blue clocks stay, as if nothing had gone out."),
  /* Scenario kerio-67, 7.words */
  N_("On the server, Ms Novák and Jonas have each received the offer twice."),
  /* Scenario kerio-67, 8.words */
  N_("The stand-up is twice in Anna’s calendar on the server. Now for the cure."),
  /* Scenario kerio-67, 9.words */
  N_("The administrator installs Kerio MailServer 6.7. Anna’s handheld stays as it is, and so does SSL."),
  /* Scenario kerio-67, 10.words */
  N_("Five minutes pass, and the next synchronization is due."),
  /* Scenario kerio-67, 11.words */
  N_("The handheld sends both items once more, as before. But the new server says how long its answers are, so even software 4.5 understands them."),
  /* Scenario kerio-67, 12.words */
  N_("At last the handheld believes that the offer is delivered."),
  /* Scenario kerio-67, 13.words */
  N_("The meeting is delivered, too."),
  /* Scenario kerio-67, 14.words */
  N_("Nothing waits any more: the outbox is empty."),
  /* Scenario kerio-67, 15.words */
  N_("One last copy did go out, because the handheld could not know that the server had the offer already. Ms Novák and Jonas now have three each."),
  /* Scenario kerio-67, 16.words */
  N_("The calendar has three stand-ups, for the same reason."),
  /* Scenario kerio-67, 17.words */
  N_("Does it go on? Five more minutes pass."),
  /* Scenario kerio-67, 18.words */
  N_("The next synchronization has nothing left to send."),
  /* Scenario kerio-67, 19.words */
  N_("There are still three copies of the offer for each recipient, and not one more."),
  /* Scenario kerio-67, 20.words */
  N_("There are still three stand-ups. To sum up: the old server ended its answers so that old handhelds took them for failures. Version 6.7 ends them properly, for all its users at once. The copies that are there have to be deleted by hand."),
  /* Scenario lost-reply, Title */
  N_("The answer got lost"),
  /* Scenario lost-reply, Description */
  N_("Twice the connection breaks after the server has done its work, and before it can say so. The program cannot know that; it looks on the server, finds both, and sends nothing again."),
  /* Scenario lost-reply, 1.words */
  N_("Anna Berg sends an offer to her customer Milena Novák, with a copy to her colleague Jonas Lind. It waits in the outbox with a blue clock."),
  /* Scenario lost-reply, 2.words */
  N_("She also saves the contact of Ms Novák."),
  /* Scenario lost-reply, 3.words */
  N_("What will happen: the server sends the offer, and the connection breaks before the server can say so."),
  /* Scenario lost-reply, 4.words */
  N_("The same will happen to the contact: it is stored, and the answer gets lost."),
  /* Scenario lost-reply, 5.words */
  N_("Both go out, and the server carries out both. On the wire you see “No answer”, twice. From here, nobody can tell whether they arrived."),
  /* Scenario lost-reply, 6.words */
  N_("A careless program would send both again, and the recipients would have the offer twice. This one looks on the server first: for the contact among the contacts, for the offer among the sent messages."),
  /* Scenario lost-reply, 7.words */
  N_("The offer is among the sent messages. So it was delivered, and it leaves the outbox."),
  /* Scenario lost-reply, 8.words */
  N_("The contact is among the contacts. So it was delivered, too."),
  /* Scenario lost-reply, 9.words */
  N_("Ms Novák and Jonas have each received the offer once."),
  /* Scenario lost-reply, 10.words */
  N_("There is one contact on the server."),
  /* Scenario lost-reply, 11.words */
  N_("A minute passes."),
  /* Scenario lost-reply, 12.words */
  N_("The next synchronization has nothing left to send."),
  /* Scenario lost-reply, 13.words */
  N_("There is still one offer in each inbox, and nothing was sent a second time."),
  /* Scenario lost-reply, 14.words */
  N_("Nothing waits any more."),
  /* Scenario lost-reply, 15.words */
  N_("To sum up: two answers were lost, but the program asked instead of repeating. Everything was delivered once, and Anna need not decide anything."),
  /* Scenario offline, Title */
  N_("In a tunnel"),
  /* Scenario offline, Description */
  N_("The server cannot be reached for a while. Everything waits with the blue clock and is tried again at every synchronization; when the network is back, it goes out, once."),
  /* Scenario offline, 1.words */
  N_("Anna Berg’s train enters a tunnel. From now on there is no way to the server."),
  /* Scenario offline, 2.words */
  N_("Anna sends an offer to Milena Novák all the same, with a copy to Jonas Lind. The outbox keeps it."),
  /* Scenario offline, 3.words */
  N_("She also enters a meeting, the project stand-up."),
  /* Scenario offline, 4.words */
  N_("A synchronization begins, and does not reach the server."),
  /* Scenario offline, 5.words */
  N_("The program says what is wrong once, for the whole account: the server cannot be reached."),
  /* Scenario offline, 6.words */
  N_("The offer keeps its blue clock. That is no error, for nothing is wrong with the offer itself."),
  /* Scenario offline, 7.words */
  N_("Two items wait, the offer and the meeting."),
  /* Scenario offline, 8.words */
  N_("Five minutes pass in the tunnel."),
  /* Scenario offline, 9.words */
  N_("Anna writes a second message, to Jonas. It joins the others."),
  /* Scenario offline, 10.words */
  N_("The next synchronization tries again, in vain."),
  /* Scenario offline, 11.words */
  N_("Three items wait now, and nothing is lost."),
  /* Scenario offline, 12.words */
  N_("None of them needs Anna. She can put the handheld away."),
  /* Scenario offline, 13.words */
  N_("Another five minutes pass, and the tunnel ends."),
  /* Scenario offline, 14.words */
  N_("The network is back."),
  /* Scenario offline, 15.words */
  N_("The next synchronization reaches the server, and delivers everything in order."),
  /* Scenario offline, 16.words */
  N_("The account is well again."),
  /* Scenario offline, 17.words */
  N_("Nothing waits any more."),
  /* Scenario offline, 18.words */
  N_("Ms Novák and Jonas have each received the offer once."),
  /* Scenario offline, 19.words */
  N_("Jonas has received his message once."),
  /* Scenario offline, 20.words */
  N_("The stand-up is in the calendar once. To sum up: without a network the outbox waits and keeps everything; with it, everything goes out by itself, and nothing goes out twice."),
  /* Scenario password-changed, Title */
  N_("The password has changed"),
  /* Scenario password-changed, Description */
  N_("The administrator changes the password on the server. The program stops and asks, instead of trying the old one until the account is locked; with the new password everything goes out."),
  /* Scenario password-changed, 1.words */
  N_("Anna Berg sends a message to her colleague Jonas Lind in the morning."),
  /* Scenario password-changed, 2.words */
  N_("The handheld synchronizes."),
  /* Scenario password-changed, 3.words */
  N_("The message is delivered. All is well."),
  /* Scenario password-changed, 4.words */
  N_("Then the administrator changes Anna’s password on the server. The handheld still has the old one."),
  /* Scenario password-changed, 5.words */
  N_("Half an hour passes."),
  /* Scenario password-changed, 6.words */
  N_("Anna sends an offer to Milena Novák, with a copy to Jonas."),
  /* Scenario password-changed, 7.words */
  N_("The handheld synchronizes with the old password, and the server does not let it in."),
  /* Scenario password-changed, 8.words */
  N_("The program says what is wrong: the server refuses the password, and the account needs the new one."),
  /* Scenario password-changed, 9.words */
  N_("The offer waits with its blue clock. It is not in error, for nothing is wrong with it."),
  /* Scenario password-changed, 10.words */
  N_("Nobody has received it yet."),
  /* Scenario password-changed, 11.words */
  N_("Ten minutes pass."),
  /* Scenario password-changed, 12.words */
  N_("A synchronization would be due now, but the program does not try the old password again: after some wrong tries many servers lock the account."),
  /* Scenario password-changed, 13.words */
  N_("It waits for Anna."),
  /* Scenario password-changed, 14.words */
  N_("Anna enters the new password."),
  /* Scenario password-changed, 15.words */
  N_("The next synchronization is let in."),
  /* Scenario password-changed, 16.words */
  N_("The offer is delivered."),
  /* Scenario password-changed, 17.words */
  N_("Ms Novák and Jonas have each received it once."),
  /* Scenario password-changed, 18.words */
  N_("Nothing waits any more."),
  /* Scenario password-changed, 19.words */
  N_("The account is well. To sum up: a wrong password is a matter of the account, not of the items. The program asks for the new one and keeps everything until then."),
  /* Scenario poison-item, Title */
  N_("One item makes the others fail"),
  /* Scenario poison-item, Description */
  N_("At one contact the server breaks off each time, with HTTP 500, and takes nothing of the whole request. The others are delivered in the same cycle, once, and the bad one says why it is left."),
  /* Scenario poison-item, 1.words */
  N_("Anna Berg saves the contacts of five people whom she met at a fair. The first is Milena Novák."),
  /* Scenario poison-item, 2.words */
  N_("The second is Jonas Lind."),
  /* Scenario poison-item, 3.words */
  N_("The third is Konrad Fischer. Keep him in mind."),
  /* Scenario poison-item, 4.words */
  N_("The fourth is Petra Vogel."),
  /* Scenario poison-item, 5.words */
  N_("The fifth is Elin Sand. All five wait in the outbox with a blue clock."),
  /* Scenario poison-item, 6.words */
  N_("Anna also sends a message to Jonas."),
  /* Scenario poison-item, 7.words */
  N_("What nobody knows: this server stumbles over Konrad Fischer. It breaks off with “HTTP 500”, an internal error, and takes nothing of the request that he is in."),
  /* Scenario poison-item, 8.words */
  N_("All five contacts go out in one request, and the server breaks off. So the program halves the request, and halves it again, until only the bad contact is left; the rest goes through."),
  /* Scenario poison-item, 9.words */
  N_("Milena Novák’s contact was delivered."),
  /* Scenario poison-item, 10.words */
  N_("So was that of Elin Sand, which stood behind the bad one."),
  /* Scenario poison-item, 11.words */
  N_("The message to Jonas was delivered, too."),
  /* Scenario poison-item, 12.words */
  N_("Milena Novák is on the server once."),
  /* Scenario poison-item, 13.words */
  N_("Jonas Lind is there once, although the program had to ask several times."),
  /* Scenario poison-item, 14.words */
  N_("Petra Vogel is there once."),
  /* Scenario poison-item, 15.words */
  N_("Elin Sand is there once."),
  /* Scenario poison-item, 16.words */
  N_("Konrad Fischer is not there: the server never took him."),
  /* Scenario poison-item, 17.words */
  N_("Jonas has received his message once."),
  /* Scenario poison-item, 18.words */
  N_("Konrad Fischer’s contact has the red X, and says why: the server fails at it, and at it alone."),
  /* Scenario poison-item, 19.words */
  N_("To sum up: one bad item made a whole request fail. The program found out which one, delivered the five others once, and shows the bad one to Anna."),
  /* Scenario reminder-echo, Title */
  N_("A reminder fires on both sides"),
  /* Scenario reminder-echo, Description */
  N_("A reminder goes off on the handheld and in Outlook, and both send an update of the same event. The handheld’s update is only an echo: it is to be deleted, not resent."),
  /* Scenario reminder-echo, 1.words */
  N_("Anna Berg enters the project stand-up in her handheld, with a reminder a quarter of an hour before."),
  /* Scenario reminder-echo, 2.words */
  N_("The handheld synchronizes, and the server has the event, too. Outlook on Anna’s desk works on the same mailbox."),
  /* Scenario reminder-echo, 3.words */
  N_("The event is delivered. All sides agree."),
  /* Scenario reminder-echo, 4.words */
  N_("Time passes until a quarter of an hour before the stand-up."),
  /* Scenario reminder-echo, 5.words */
  N_("The reminder goes off on the handheld, and it goes off in Outlook. Each of them notes that in the event, and each means to tell the server."),
  /* Scenario reminder-echo, 6.words */
  N_("So the outbox holds an update of an event that Anna never touched. It waits with a blue clock."),
  /* Scenario reminder-echo, 7.words */
  N_("Outlook was first. The handheld’s update meets an event that has changed meanwhile, and the two updates differ."),
  /* Scenario reminder-echo, 8.words */
  N_("The handheld’s update loses and gets a red X. The program compares both versions and sees that only the reminder differs: it is an echo."),
  /* Scenario reminder-echo, 9.words */
  N_("Anna opens the item. The handheld calls it a conflict like any other. The program of today adds what helps: Delete. Resend would send a reminder that is over."),
  /* Scenario reminder-echo, 10.words */
  N_("Anna deletes the item from the outbox. She could take that back with Undo."),
  /* Scenario reminder-echo, 11.words */
  N_("It is gone from the outbox."),
  /* Scenario reminder-echo, 12.words */
  N_("The stand-up itself is still in the calendar, once: only the useless update was deleted."),
  /* Scenario reminder-echo, 13.words */
  N_("Nothing waits any more."),
  /* Scenario reminder-echo, 14.words */
  N_("Nothing needs Anna. To sum up: a red X is not always a loss. The echo of a reminder carries nothing new, so it is deleted, not resent."),
  /* Scenario ssl-off, Title */
  N_("The cure of last resort: no SSL"),
  /* Scenario ssl-off, Description */
  N_("An old handheld and an old mail server send everything again and again. Without SSL the answers end as they should, and no more copies come. But mail, meetings and the password travel in plain text."),
  /* Scenario ssl-off, 1.words */
  N_("Anna Berg sends an offer to her customer Milena Novák, with a copy to her colleague Jonas Lind. The offer waits in the outbox of her handheld, which has device software 4.5."),
  /* Scenario ssl-off, 2.words */
  N_("She also enters a meeting, the project stand-up. Both wait with a blue clock. It means pending: the handheld tries at every synchronization until the item is delivered."),
  /* Scenario ssl-off, 3.words */
  N_("The handheld synchronizes with Kerio MailServer 6.6 over SSL. The server carries out both requests, but ends its answers with a cut of the connection, and software 4.5 takes that for a failure."),
  /* Scenario ssl-off, 4.words */
  N_("Five minutes pass. The handheld believes that nothing has been delivered, so it will try again."),
  /* Scenario ssl-off, 5.words */
  N_("It sends both items a second time, and the server carries out both a second time. Again the answers end with a cut, and again the handheld does not believe them."),
  /* Scenario ssl-off, 6.words */
  N_("This is the trouble: on the handheld the blue clocks stay, as if nothing had gone out."),
  /* Scenario ssl-off, 7.words */
  N_("On the server, Ms Novák and Jonas have each received the offer twice."),
  /* Scenario ssl-off, 8.words */
  N_("The stand-up is twice in Anna’s calendar on the server. Now for the cure."),
  /* Scenario ssl-off, 9.words */
  N_("Anna and the administrator switch SSL off. Handheld and server keep their old software. But from now on everybody on the way can read her mail, and her password."),
  /* Scenario ssl-off, 10.words */
  N_("Five minutes pass, and the next synchronization is due."),
  /* Scenario ssl-off, 11.words */
  N_("The handheld sends both items once more, in plain text. Without SSL this server says how long its answers are, so even software 4.5 understands them."),
  /* Scenario ssl-off, 12.words */
  N_("At last the handheld believes that the offer is delivered."),
  /* Scenario ssl-off, 13.words */
  N_("The meeting is delivered, too."),
  /* Scenario ssl-off, 14.words */
  N_("Nothing waits any more: the outbox is empty."),
  /* Scenario ssl-off, 15.words */
  N_("One last copy did go out, because the handheld could not know that the server had the offer already. Ms Novák and Jonas now have three each."),
  /* Scenario ssl-off, 16.words */
  N_("The calendar has three stand-ups, for the same reason."),
  /* Scenario ssl-off, 17.words */
  N_("Does it go on? Five more minutes pass."),
  /* Scenario ssl-off, 18.words */
  N_("The next synchronization has nothing left to send."),
  /* Scenario ssl-off, 19.words */
  N_("There are still three copies of the offer for each recipient, and not one more."),
  /* Scenario ssl-off, 20.words */
  N_("There are still three stand-ups. To sum up: without SSL the trouble is gone, and so is the secrecy. Choose this only where neither the handheld nor the server can be updated. The copies that are there have to be deleted by hand."),
  /* Scenario throttled, Title */
  N_("A busy server"),
  /* Scenario throttled, Description */
  N_("The server has too much to do and asks for ten minutes of peace. The program grants them, says until when, and delivers everything after that, once."),
  /* Scenario throttled, 1.words */
  N_("Anna Berg sends an offer to her customer Milena Novák, with a copy to her colleague Jonas Lind."),
  /* Scenario throttled, 2.words */
  N_("What will happen: the server has too much to do. It will answer “HTTP 503” and ask for a pause of ten minutes."),
  /* Scenario throttled, 3.words */
  N_("The handheld synchronizes. The server refuses the offer for now: come again in ten minutes."),
  /* Scenario throttled, 4.words */
  N_("The offer keeps its blue clock. It is not in error, and the program says when the next try is due."),
  /* Scenario throttled, 5.words */
  N_("Three minutes pass."),
  /* Scenario throttled, 6.words */
  N_("Anna sends another message, to Jonas. It is fresh, and nobody has refused it."),
  /* Scenario throttled, 7.words */
  N_("A synchronization would be due now, but the server asked for peace, so the program asks nothing of it."),
  /* Scenario throttled, 8.words */
  N_("The offer waits."),
  /* Scenario throttled, 9.words */
  N_("So does the new message. Who keeps knocking at a busy server makes it worse for everybody."),
  /* Scenario throttled, 10.words */
  N_("Nobody has received the offer yet."),
  /* Scenario throttled, 11.words */
  N_("Eight more minutes pass. The pause is over."),
  /* Scenario throttled, 12.words */
  N_("The next synchronization runs by itself."),
  /* Scenario throttled, 13.words */
  N_("The offer is delivered."),
  /* Scenario throttled, 14.words */
  N_("The message to Jonas is delivered, too."),
  /* Scenario throttled, 15.words */
  N_("Ms Novák and Jonas have each received the offer once."),
  /* Scenario throttled, 16.words */
  N_("Jonas has received his message once."),
  /* Scenario throttled, 17.words */
  N_("Nothing waits any more."),
  /* Scenario throttled, 18.words */
  N_("Anna had nothing to do. To sum up: a busy server is no error. The program waits as long as it is asked to, and delivers by itself."),
};
