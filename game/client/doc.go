// Package client answers: what does a player's device know, without a screen?
//
// A [Session] is one player's evening: it joins, greets the server, sends where
// the device is, and hears how loud the tuned band is. What it knows is a
// [State], a value that anybody may read at any time. Nothing is remembered
// that the server did not say, so that resuming is being welcomed again.
//
// # Frames
//
// A frame goes out every Step.Period seconds of hunt time, that is
// Step.Period/Hunt.Rate seconds of the wall, and carries the fixes that came
// since the last one: the newest four, or none. So what was walked without a
// network for longer is not told afterwards; the rules would take it as
// evidence only (R5).
//
// # When the network goes
//
// The session becomes [Lost], keeps the step that it heard last, so that the
// music plays on, and tries again for ever: after half a second at first, after
// 15 s at most, each time with jitter. It gives up only where the server's
// close code says not to come back (see wire.ComeBack) or refuses the player,
// and is then [Gone] with a sentence for the player.
//
// # Presenting oneself
//
// A code that was typed at the gate or at a door is checked for slips of a
// finger, sent, and kept until it is answered: after a reconnection it is sent
// again. After a minute without an answer it is given up and the player told,
// for the door shows another code by then. A minute after "noted" everybody is
// asked alike to type again, by the device's own clock, so that being asked says
// nothing (R8). A pass is asked for while it is shown, and never besides.
//
// # Goroutines
//
//	goroutine   owner      ends
//	Run         caller     ctx is done, or the session is Gone
//	source      Run        Source.Run returns nil or its ctx is done
//	opening     Run        a connection is open, refused, or ctx is done
//	reader      a link     its connection is closed
//	writer      a link     its link is closed
//
// Run waits for all of them before it returns. Watchers are called from Run's
// goroutine and from no frame of a screen, so that sound goes on in a browser's
// hidden tab, where nothing is drawn.
//
// # Queues, and when they are full
//
//	fixes from the source   64   the oldest goes
//	messages from a link    16   reading waits, and so does the server
//	messages to a link      16   the link counts as lost
//	a browser's messages    64   the socket is closed, and opened again
package client
