// Package door answers: who stands at the gate and at a venue's door, and what
// do the people there hold in their hands?
//
// Codes, passes and tickets are pure functions of a key, a text and a time:
// [Code] and [Verify], [MakePass] and [ReadPass], [Sign] and [ReadTicket].
// [NewHandler] serves the pages of gate and doors, mounted at /d/; it decides
// nothing: what a scan is worth, its [Authority] says.
//
// # A place's link
//
// Each gate and each door has one secret link, /d/SECRET, that its people open
// on a phone. The secret is all that they need, and all that they have: whoever
// holds it is that door. It stands in the path and nowhere else; the organiser
// replaces it at any time, and from then on the old one is answered as if it
// had never been. An unknown and a revoked secret get the same answer, after the
// same work over all places.
//
//	GET  /d/SECRET            the page; it works without a network once it was opened
//	GET  /d/SECRET/codes      what to show: this and the next 20 minutes of codes (a Sheet)
//	POST /d/SECRET/scan       a steward has scanned or typed a pass (a Scan as JSON)
//	GET  /d/SECRET/statuses   ?numbers=1,2,3: how these players stand here, for the steward
//	GET  /d/door-sw.js        the pages' service worker
//
// # What a player learns
//
// Nothing. The page's answer that a player may see is "noted", whoever comes
// and whatever will become of it (R8). Why somebody pends is on another page,
// which only the steward opens.
//
// # Clocks
//
// The server's clock decides everything. A page estimates it from the answers
// it gets and from the time that has passed since, never from what the device
// believes the time to be. A scan that could not be sent carries the time by
// that estimate, Scan.Claimed.
package door
