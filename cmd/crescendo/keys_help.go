package main

const keysHelp = `The keys of a hunt stand in one file, keys, in its data folder. Whoever reads it
knows every code and can forge every ticket; whoever loses it may lose the evening.

  crescendo keys new DIR                               draw them (serve and doors do it by themselves)
  crescendo keys show DIR                              what may be public: the public key, links, operators
  crescendo keys operator add NAME --data DIR          let somebody act in the hunt; prints their key, once,
                                                       or writes it with -o FILE
  crescendo keys operator remove NAME --data DIR       their key counts no more
  crescendo keys backup -o FILE --data DIR             a copy locked with a passphrase (an age file)
  crescendo keys restore FILE --data DIR               put it back into a folder without keys
  crescendo keys help lost                             what is lost with which key

A passphrase comes from the terminal, from --passphrase-file FILE or from
CRESCENDO_PASSPHRASE, never from an argument. Door and gate links are made anew
with: crescendo doors HUNT.yaml --revoke gate|VENUE
`

const lostHelp = `What is lost when a key is lost

No key can be computed again, and nobody keeps a copy for you. A backup and its
passphrase, kept apart, bring all of them back. Without one:

  seed      the lots: the order of the seats cannot be counted or proved any more.
            Before the gun: make new keys, publish the new commitment, and say so.
            After it: the seats that were given stand; nothing new can be settled.
  salt      the commitment cannot be opened: nobody can check it afterwards.
  warp      the music: loudness cannot be computed again as it was; a running
            hunt cannot go on after a restart.
  gate      every gate screen and its link is worthless: print new links.
  door      all links, and the doors' codes: print new links for the gate and
            every venue, and hand them out again.
  pass      the players' passes: they load new ones; nothing else is harmed.
  names     who is who in the facts: reasons and stewards cannot be matched with
            the journal any more.
  invite    the invitation codes already printed are refused: print new ones.
  token     players' devices are strangers to the server: everybody goes on with a
            resume code, from a steward or an operator.
  sign      tickets and receipts signed so far stay valid against the old public
            key; new ones carry a new one, which has to be published.

When a key is stolen instead

  a link          crescendo doors HUNT.yaml --revoke gate|VENUE, at once
  an operator's   crescendo keys operator remove NAME, then add them again
  the keys file   before the gun: new keys in a new folder, a new commitment, new
                  links and invitations. After it: the thief knows every code and
                  can forge tickets, and the lots once the beacon is known. Use
                  stewards who know faces, and say after the evening what happened.

Passphrases and operators' keys are nowhere in plain: a lost one is replaced,
never recovered.
`
