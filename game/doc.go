// Package game answers: by which rules is a hunt played?
//
// A band plays at each of some secret venues. Who hears it grow louder walks
// towards it, and who is there among the first gets a seat. The rules are two
// machines without a clock, a file or a goroutine: time, chance and distance
// are their inputs, and the same inputs give the same outputs.
//
// A [Runner] is one player: it takes frames of fixes and answers each with a
// loudness. Nothing is shared between two of them but the [Oracle], which never
// changes. A [Race] is one hunt: it takes the journal's records in their order
// and says who is where in the order and who has a seat. Everything that two
// players could dispute is decided there, in whole numbers, so that everybody
// who folds the journal finds the same.
//
// What is wrong with a hunt file is an error and belongs to game/huntfile. What
// a client or a journal says is never an error here: what the rules do not
// accept counts nothing. What only a programmer can mend is a panic.
//
// # The rules
//
// Each has a number, which tests cite. Hunt time, [Millis], is the server's
// clock times the hunt's rate, and counts from the gun.
//
// R1 The evening. Joining opens, the gun fires, the hunt closes: wall times of
// the hunt. The gate admits until Hunt.Admission after the gun, and a record of
// it counts for 30 s more. One gun for all; every time counts from it, and there
// is no loudness before it. Each change is a fact, by any node or by a person,
// and the first of its kind counts.
//
// R2 Trust. An open hunt has a gate and doors. Among friends there is neither
// gate nor door, and anyone with a script can win. A hunt file says which, and
// whoever reads it is told; one that asks for what its trust does not carry is
// refused.
//
// R3 Joining. A random id stands for a player in every fact, and 16 bytes of
// the player's own make the lots. Where a hunt has invitations, who joins needs
// one, and each counts once: a second joining with its number is void. A player
// has one live session, the newest, which inherits the runner. A resume code
// moves them to another device: issued and spent by facts, it counts once, and
// for 10 minutes of wall time by the clocks of these records.
//
// R4 Gate. Where there is none, joining gates: the credited position starts at
// the first fix that counts and was taken after gun and joining; admission ends
// at the gun. Where there is one, nothing is heard before it is passed, at the
// plaza ([Hunt.Meet], the first): then the credited position is there, and stays
// there until the gun. The gate admits until Hunt.Admission after the gun; who
// passes it late begins on the plaza like everybody, with no tokens.
//
// R5 Fixes. A frame brings up to four. One counts if it lies on the earth, its
// accuracy is within 75 m (50 without doors), it is at most 15 s of wall time
// old, and it is later than the last in (session, device clock). Those that are
// less accurate thicken the fog and do no more: it is the mean accuracy of the
// last five, good or bad.
//
// R6 Credited position. It moves toward the mean of the fixes of the last 10 s,
// five at most, and pays a token a metre: 4 are earned a second (or what the
// hunt or the player's mobility class says), at most 400 saved, at most 12 spent
// a second, and there are none at the start. So it goes no farther than cap · t
// from the gate, and 400 m + cap · Δ in any window. When it lags the reported
// position by more than 100 m, the step stands still, and the player is told how
// long until it follows, from their own fixes alone. Above 20 km/h over half a
// minute the step is 0. Without a fix that counts for 60 s of wall time the step
// stands still, and the fog says so. A copy of a runner is a snapshot, and a new
// session goes on where the last one was; snapshots that outlive a process, and
// other nodes, are not supported.
//
// R7 Loudness (WLL-64). One band is heard at a time. The centre A of a venue is
// the venue itself, and with doors a place up to 30 m off, always the same. With
// d the distance from the credited position to A, and ε the venue's warp there,
// a secret of hunt, venue and place, the step is
//
//	63                                                      where d ≤ 20 m
//	0                                                       where d·e^ε > 5 km, or outside the area
//	clamp(1 + ⌊62 · ln(5000 m / (d·e^ε)) / ln 250⌋, 1, 63)  elsewhere
//
// and changes once d·e^ε has passed a border by 3 %. Near A there is no warp: it
// is ε · clamp((d − 20 m) / 40 m, 0, 1). Hunt.Fields draws centre and warp with
// the hunt's key, and draws a warp that misleads walkers again ([Quality]).
// A band may be switched once in 90 s, at once where the tuned one is full or
// its venue removed; before gun and gate the dial turns freely, and the 90 s
// begin with the later of the two. A reading falls due every 2 s; each frame has
// exactly one answer, and what comes early gets the last one again, though its
// fixes count. All distances are computed, whatever is tuned.
//
// R8 Presence. With doors a player is eligible at a venue after 20 s of hunt
// time with the credited position within 150 m of A, as of a frame with a fix
// that counts; then for the rest of the evening, and nobody is told
// ([Runner.Eligible]). Without doors a player is there after 5 s with two fixes
// and the credited position within 40 m of the venue (or the venue's own 25 to
// 100); the circle of leaving is larger by 10 %, and by 20 m at least; presence
// becomes certain once a venue, whatever is tuned. In both cases nobody is
// anywhere before gun and gate, nor while the credited position lags by more
// than 100 m. Who presents themselves at a door is answered alike in any case;
// the server keeps it pending until they are eligible, and only then is it
// proved.
//
// R9 Order. A player's time t is the first moment at which the server could be
// certain: it held the whole request, and all conditions held. It is read in
// slots of 5 s; equal slots are put in order by lots, which nobody could know
// beforehand. Accuracy, speed, latency and the clocks of devices make no time
// earlier: what an offline door claims for a queued scan decides within a slot
// only.
//
//	slot     ⌊t / 5000⌋
//	asked    slot; for a queued scan the slot that its door claims, at most slot
//	lot      HMAC-SHA256(lot key, player)
//	lot key  SHA-256("lot/1" ‖ seed ‖ beacon)
//	order    (round, slot, asked, lot, player, venue)
//
// A proof is void after Closed; before the gun; if t, and for a queued scan the
// claimed time too, lies after the close; if t is later than its record's own
// clock; at no venue, in no way that there is, and of nobody who joined. Every
// first proof of a player and a venue is recorded, full or not; until it is
// settled the smallest (slot, asked) counts. A proof by a steward is remembered
// always.
//
// SlotClosed n comes from any node and counts if the beacon is known and its
// record's own clock is at or past gun + max((n + 1) · 5000 + 30 000 ms, end of
// admission): then what is unsettled up to slot n gets the next round and joins
// the order. Closed counts if its record's clock is at or past the close and
// 30 s, with doors 600 s, and settles all. The order is total; to remove a
// player changes no other pair; a delay of up to 29 s between a proof and the
// journal changes nothing. Slots close for the whole hunt at once, so that a
// seat, once given, rests on nothing that may still arrive.
//
// R10 Seats. A venue has quotas in file order: so many seats, a way of giving
// them, and perhaps a class whose they are. A way is one entry of one registry
// ([Award], [StandardAwards]), which hunt files, their schema, the rules page
// and the race read.
//
//	first  whenever slots close, in R9's order
//	par    after the close, by (slot · 5000 − par, lot); par is Hunt.Par
//	draw   after the close, by lot, among those whom a steward has scanned
//
//	waits(p)  settled, gated, not disqualified, no seat, venue not removed, did
//	          not give a seat back there
//	reseat    each p in order who waits: the venue's first "first" quota that
//	          admits p and has room; after Closed then venue by venue and quota by
//	          quota those that give after the close; then all of this again, with
//	          every seat open to any class
//
// Reseat runs after each settling, after a passing of the gate and after each
// act of R11. A seat is given when its slot closes, and the machine never takes
// it back. A freed seat goes, under its number, at once to the first who waits
// and fits; who does not want one gives it back. What closing every slot now
// would give is provisional: [Race.Provisional], [Race.Foreseen].
//
// R11 What people may do ([fact.Act]). Open, start, remove a venue, broadcast,
// disqualify, reinstate, grant an extra seat, rename or hide a nickname, close:
// each a fact with who and why, and void without who. Disqualification goes
// forward only. The order is one without that player, and shows them again at
// their place when they are reinstated; seats are not replayed: a freed one goes
// to who waits, and no other holder moves. Who is reinstated takes the next free
// seat, or an extra one. An extra seat lies beyond the venue's own, is marked as
// such wherever seats are shown, and goes when its player does. Removing a venue
// voids its seats; its holders' other proofs keep their place. Acts on people
// and venues count after Closed too. The times of gun and close cannot be moved:
// to start or close by hand counts when the hour is there.
//
// R12 Who learns what. The rules hand out loudness, presence and seats; who may
// be told is for the server's audience to say. Before a seat and the end of the
// evening nobody is told a venue's name or place.
//
// R13 Facts. Committed, Opened, Started, Joined, Gated, Resumed, Attempted,
// Proved, SlotClosed, Beacon, Acted, Tick and Closed (package game/fact), with
// the node that appended them, its clock and the version of the rules. Attempted
// says that somebody presented themselves, Proved that all held, and the first
// counts nothing. A record counts once by (node, boot, number), and not at all
// with another [RulesVersion]. Adopted and Incident, by which nodes take over
// players, are not supported.
//
// R14 Names. Facts and events hold ids and whole numbers, and no text.
//
// R15 Proof. The seats follow from the journal, the hunt and the seed alone,
// so that whoever has the three can check them. [Commitment] binds the organiser
// before the gun to all that decides seats; it is recorded, and counts nothing.
// The beacon, of which the lots are made, is the chain's head before the first
// record past the end of admission (without a gate the gun), made of the bytes
// of all who joined; or, where Hunt.Beacon names one, a public value that a
// person enters once nobody is admitted any more, and no slot closes without it.
// Where none is known at Closed, it is the head then. Receipts, the head to
// every client and the reveal are not supported.
package game
