// Package wire answers: which words may pass between the server and a device?
//
// Direction is a type: [ToServer] goes up, [ToPlayer] and [ToSpectator] come
// down, and nothing else travels. No message that goes down has a float, a
// map, an any or a free place in it: a place leaves the server only as
// [PublicPlace], in [Hunt] (what the organiser published), in [Won] (the seat
// was given) and in [Ended] (the evening is over). A test by reflection holds
// the list of every field.
//
// # Two kinds of frame
//
// The stream is binary, one size up and one size down, whatever it says, so
// that size and cadence tell nothing. All integers are little-endian.
//
// [Frame], from the player, 100 bytes:
//
//	offset  size  field
//	0       1     version (1)
//	1       1     kind (1)
//	2       1     count, fixes that follow, 0…4; unused slots are zero
//	3       1     flags (0)
//	4       4     epoch, the number of this session, from Welcome
//	8       4     sequence, one more with each frame of the session
//	12      8     sent, the device's monotonic milliseconds
//	20      80    4 × fix, oldest first
//
// A fix, 20 bytes:
//
//	0       4     latitude, int32, 1e-7 degrees
//	4       4     longitude, int32, 1e-7 degrees
//	8       2     accuracy, decimetres, 95 % radius
//	10      2     0
//	12      8     at, the device's monotonic milliseconds
//
// [Step], the server's answer to each frame, 32 bytes:
//
//	offset  size  field
//	0       1     version (1)
//	1       1     kind (2)
//	2       1     band, index into Hunt.Bands; 255 when none is tuned
//	3       1     step, loudness 0…63
//	4       1     word, what to tell the player, see [Word]
//	5       1     period, seconds of hunt time until the next frame is wanted
//	6       2     catch-up, seconds of hunt time until the music follows again
//	8       4     sequence of the frame that is answered
//	12      1     fog, how unsure the position is, 0…3, see [Fog]
//	13      3     0
//	16      8     sent, echoed from the frame
//	24      8     server, Unix milliseconds of the server's clock
//
// Everything else is JSON in text frames, an object with a "type" (see the
// Type constants), for people and tools to read. Unknown types and unknown
// fields are refused on the way up, and skipped on the way down, so that a
// newer server can talk to an older player of the same version. Encode and
// Decode exist per direction: [EncodeToServer] and [DecodeToServer],
// [EncodeToPlayer] and [DecodeToPlayer], [EncodeToSpectator] and
// [DecodeToSpectator]; the stream's are [Frame.Append] and [Frame.Decode],
// [Step.Append] and [Step.Decode].
//
// # A session
//
//	player → Hello            within HelloTimeout; carries the token
//	server → Welcome          the whole state: resuming is being welcomed again
//	player → Frame            every Step.Period seconds of hunt time
//	server → Step             exactly one for each frame
//	player → Tune             which band to listen to
//	server → Tuned | TuneRefused
//	player → Present          a code was typed, at the gate or at a door
//	server → Gated | GateRefused                 at the gate, whose place is public
//	server → Noted                               at a door, whatever is true
//	player → AskPass          before the last Pass has run out
//	server → Pass
//	player → AskResume        another device shall take over
//	server → Resume
//	player → GiveBack         somebody else shall have the seat
//	server → SeatGone
//	server → Phase, BandFull, BandFree, BandGone, Broadcast, Waiting, Won, Out, Back, Ended     as they happen
//	server → Arrived          as it happens, without doors alone
//
// Gate and doors show codes of CodeDigits digits. The last one checks the
// others, see [CheckDigit]: a device tests it before it sends anything, so that
// a slip of a finger costs no try. What a code was worth, Noted never says; a
// device that was cut off before Noted may send the same code again, which costs
// nothing: it counts as the one before.
//
// With doors Waiting comes once the band is full for everybody, and Arrived never.
//
// A connection ends with a close code that says whether to come back, see
// [CloseComeBack] and its neighbours.
package wire
