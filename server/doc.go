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
// # Goroutines
//
// Every one has an owner that starts it and waits for it. A server in steady
// state has five, one for each connected player, and net/http's own.
//
//	goroutine     started by      ends                      owns
//	Run           its caller      with its context          the four below; it waits for all others
//	desk          Run             with Run's context        record numbers; the way into the journal
//	fold          Run             with Run's context        game.Race, the chain's head, provisional seats
//	clock         Run             with Run's context        what time makes happen; looks for silent devices
//	draw          Run             with Run's context        the board that was shown last
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
//	board                     one             each stream takes the newest and skips what it missed
//	wake, redraw              one             it says only "look again"
//
// # Locks
//
// fold.mu (the race), Server.mu (who is connected), players.mu (who joined),
// player.mu (one player's runner and session), outbox.mu (one mailbox),
// boardCache.mu (the newest board). Of two at once player.mu or Server.mu comes
// before outbox.mu, boardCache.mu before players.mu, and fold.mu before all
// others: an operator's question holds the fold up. acts.mu (who waits for an
// act) and texts.mu (what people wrote) come last; no other pair is ever held.
// None is held across I/O.
package server
