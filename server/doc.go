// Package server answers: who may hear what, and when?
//
// It is the authority over one evening: it judges what devices claim, gives the
// facts to the journal, counts the journal into seats, and tells everybody what
// they may know (R12) and nothing else.
//
//	position  frame ─► reader: decode, game.Runner, encode ─► step      (never through a shared lock)
//	arrival   reader ─► desk ─► journal ─► fold: game.Race ─► audience ─► mailboxes, state
//	                                                                          └► board ─► spectators
//
// No step calls back and none skips its neighbour. A slow journal delays seats,
// never music.
//
// # What outlives a server
//
//	facts     the journal, alone: seats, tries, who passed the gate, which tokens are good
//	names     the store (Store, package keep): nicknames, and what operators wrote
//	runners   the store: every 10 s of who moves, and within a second of who comes,
//	          goes, switches bands or was long enough at a venue
//	tokens    nowhere: each is computed from Keys.Token, the player and the resume
//	          codes that the journal has as spent
//
// A server that starts reads the journal before it lets anybody in or hands
// anything in (Config.ReadyAt; GET /readyz is red until then), so it repeats
// nothing. Then who has a snapshot goes on with it: position, tokens, band and
// switch are those of that moment, and earn by the time since. What the runner had
// earned and the journal does not have is handed in, with its old time. Who has no
// snapshot begins at the gate and has saved no way. So no way of coming back fills a
// bucket or gives new tries (R6); what a sudden death may cost is the last second
// of a switch, the last ten of a way. When the order is final, all snapshots are
// forgotten.
//
// # Gate and doors
//
// A presentation takes the way of an arrival, and comes to count in the fold:
//
//	typed     reader: verify, always ─► one Attempted ─► desk ─► journal ─► fold: it pends ─► "noted"
//	scanned   door page ─► Scan: read the pass ─► one Attempted ─► desk ─► …  the same   ─► the steward's status
//	counts    frame, or fold: pends and eligible ─► Proved ─► desk ─► journal ─► fold: game.Race
//
// What a code is worth is written into its Attempted and nowhere else: a wrong
// one names no device (no door showed it), one that its player has used before
// claims the moment of the first time. So every server that reads the journal
// counts the same ten tries and has the same presentations pending, after a
// restart too; and while the journal is slow nobody guesses more often. The
// proof carries the moment at which code and presence both held, and is handed
// in by the server that has the player's runner. Nobody is told but the steward
// who asks.
//
// At the gate it is the same with plain answers, because the plaza is public: a
// wrong code is an Attempted at no venue, a right one Gated, and the runner is
// gated when the fold has it.
//
// With doors a player hears of a proof by Won alone. Waiting comes once the band
// is full for everybody: whoever can cause it has a right code or a steward at
// that door, and so knows the place.
//
// # Goroutines
//
// Every one has an owner that starts it and waits for it. A server in steady
// state has six, one for each connected player, and net/http's own.
//
//	goroutine     started by      ends                      owns
//	Run           its caller      with its context          the five below; it waits for all others
//	desk          Run             with Run's context        record numbers; the way into the journal
//	fold          Run             with Run's context        game.Race, the chain's head, provisional seats
//	clock         Run             with Run's context        what time makes happen; looks for silent devices
//	draw          Run             with Run's context        the board that was shown last
//	keeper        Run             with Run's context, or    when runners are kept; Run itself keeps them once more in the end
//	                              once all are forgotten
//	reader        GET /v1/ws      when its connection ends  one connection, its session; while it is its
//	                                                        player's newest, the player's game.Runner
//	writer        whoever fills   when the mailbox is       nothing else; at most one a connection, and only
//	              an idle mailbox empty                     while the reader is not the one writing
//	stream        GET …/events    with its connection,      one spectator (net/http's goroutine)
//	                              or with Run
//	request       net/http        when it is answered       nothing
//
// # The rules page
//
// GET /rules is written once, when the server is made, from what a hunt's
// settings may tell (type settings, which has no room for a venue). A sentence is
// a line of rules_words.go or rules_honest.go, in both languages, with the hunts
// for which it holds; its numbers are words in braces, which rules.go takes from
// the constants that decide. How seats are given the registry of awards says
// itself, so a new award needs nothing here.
//
// # Queues, and what happens when one is full
//
//	mailbox of a connection   64 messages     the connection closes with CloseSlow; coming back tells everything
//	step of a connection      one             the newer one stands in its place
//	desk                      16,384 facts    a joining is refused, an arrival stays with its player, the clock
//	                                          asks again: nothing waits, nothing is lost
//	facts of one player       64              whoever presents themself once more is sent away; what was taken stays
//	scans of stewards         20,000          the oldest is forgotten: sent again, it pends twice, which is once
//	runners to be kept        all of them     a slow disk makes the next time later, and nobody waits; what was not
//	                                          written is due again
//	board                     one             each stream takes the newest and skips what it missed
//	wake, redraw              one             it says only "look again"
//
// # Locks
//
// fold.mu (the race), Server.mu (who is connected), players.mu (who joined),
// player.mu (one player's runner and session), outbox.mu (one mailbox),
// boardCache.mu (the newest board). Of two at once player.mu or Server.mu comes
// before outbox.mu, boardCache.mu before players.mu, and fold.mu before all
// others: an operator's question holds the fold up. resumes.mu (codes for
// another device), scans.mu (scans that were taken), acts.mu (who waits for an
// act) and texts.mu (what people wrote) come last; no other pair is ever held.
// None is held across I/O.
package server
