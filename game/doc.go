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
// the hunt. One gun for all; every time counts from it, and there is no
// loudness before it. Each change is a fact, and the first of its kind counts.
//
// R2 Trust. Among friends there is neither gate nor door, and anyone with a
// script can win. A hunt file says so, and whoever reads it is told.
//
// R3 Joining. A random id stands for a player in every fact, and 16 bytes of
// the player's own make the lots. A player has one live session, the newest,
// which inherits the runner. Resume codes and invitations are not supported.
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
// R9 Order. The time of a proof is when the server held the frame that made
// presence certain. Times are read in slots of 5 s; equal slots are put in
// order by lots, which nobody could know beforehand.
//
//	slot     ⌊t / 5000⌋
//	lot      HMAC-SHA256(lot key, player)
//	lot key  SHA-256("lot/1" ‖ seed ‖ beacon)
//	beacon   the chain's head before the first record past the end of admission
//	order    (round, slot, lot, player, venue)
//
// A proof is void before the gun, after the close, later than its record's own
// clock, at no venue, of nobody who joined, and after Closed. Every first proof
// of a player and a venue is recorded, full or not; until it is settled the
// smallest slot counts. SlotClosed n counts if its record's clock is at or past
// (n + 1) · 5000 + 30 000 ms: then what is unsettled up to slot n gets the next
// round and joins the order. Closed counts if its record's clock is at or past
// the close and 30 s, and settles all. The order is total; to remove a player
// changes no other pair; a delay of up to 29 s between a proof and the journal
// changes nothing.
//
// R10 Seats. A venue has quotas, in their order, each with a way of giving its
// seats: an entry of [Awards], where "first" is the only one. Whenever claims
// were settled, each in order who waits and has no seat gets the next free one
// of the venue. It is given once, and no machine takes it back. What closing
// every slot now would give is provisional: [Race.Provisional].
//
// R11 What people may do. Removing, disqualifying, extra seats and the like
// are not supported.
//
// R12 Who learns what. The rules hand out loudness, presence and seats; who may
// be told is for the server's audience to say. Before a seat and the end of the
// evening nobody is told a venue's name or place.
//
// R13 Facts. Committed, Opened, Started, Joined, Proved, SlotClosed, Tick and
// Closed (package game/fact), with the node that appended them, its clock and
// the version of the rules. A record counts once by (node, boot, number), and
// not at all with another [RulesVersion].
//
// R14 Names. Facts and events hold ids and whole numbers, and no text.
//
// R15 Proof. The seats follow from the journal, the hunt and the seed alone,
// so that whoever has the three can check them. Commitments are recorded and
// count nothing; receipts and the reveal are not supported.
package game
