package screen

import (
	"time"

	"crescendo/game/wire"
)

// guarded are the plays of a hunt with a gate and doors.
func guarded() []shot {
	before, after := evening1(17*time.Second), evening1(-95*time.Second)
	for _, h := range []*wire.Hunt{&before.Hunt, &after.Hunt} {
		h.Gate, h.Doors, h.Admission = "code", "code", 1_500_000
	}
	staff := after
	staff.Hunt.Gate, staff.Hunt.Doors, staff.Hunt.Virtual = "staff", "staff", false
	in := after
	in.Gated, in.Band = true, "owls"
	free := in
	free.Band = ""
	held := staff
	held.Gated, held.Band = true, "owls"
	lobby := before
	lobby.Gated = true
	step := func(s uint8) wire.Step {
		return wire.Step{Band: 0, Step: s, Word: wire.WordHunting, Period: 200, Sequence: 1}
	}
	pass := wire.Pass{Text: "pass", Typed: "17-314159 2", Size: 33, Modules: pattern(33), Server: time.Now().UnixMilli() + 3600_000, For: 12_000}
	won := wire.Won{
		Band: "owls", Seat: 3, Venue: wire.PublicPlace{Name: "Behind the bakery", Lat: 488609000, Lon: 23412000},
		Ticket: &wire.Ticket{Text: "ticket", Size: 57, Modules: pattern(57)},
	}
	say := wire.Broadcast{Text: "The bridge by the town hall is closed. Cross the river at the next one, and take care of the trams: they run until midnight, and you do not hear them through headphones.", Server: time.Date(2026, 6, 20, 21, 40, 0, 0, time.Local).UnixMilli()}
	short := wire.Broadcast{Text: "Rain at ten. Take a coat.", Server: say.Server - 1_800_000}
	return []shot{
		{name: "gate", scene: Gate, says: []wire.ToPlayer{after}},
		{name: "gate-soon", scene: Gate, says: []wire.ToPlayer{before, say}},
		{name: "gate-refused", scene: Gate, says: []wire.ToPlayer{after, wire.GateRefused{Reason: wire.GateTries}}},
		{name: "gate-staff", scene: Gate, says: []wire.ToPlayer{staff}},
		{name: "gate-code", scene: Code, open: codeOpen, digits: "3141", says: []wire.ToPlayer{after}},
		{name: "gate-wrong", scene: Code, open: notedOpen, says: []wire.ToPlayer{after, wire.GateRefused{Reason: wire.GateCode}}},
		{name: "lobby-gated", scene: Lobby, says: []wire.ToPlayer{lobby}},
		{name: "tune-doors", scene: Tune, says: []wire.ToPlayer{free}},
		{name: "hunt-code", scene: Hunt, says: []wire.ToPlayer{in, step(40)}},
		{name: "hunt-near", scene: Hunt, says: []wire.ToPlayer{in, step(58)}},
		{name: "hunt-noted", scene: Hunt, says: []wire.ToPlayer{in, step(58), wire.Noted{At: wire.AtDoor}}},
		{name: "hunt-message", scene: Hunt, says: []wire.ToPlayer{held, step(22), say}},
		{name: "code", scene: Code, open: codeOpen, digits: wire.WithCheckDigit("314159"), says: []wire.ToPlayer{in, step(58)}},
		{name: "code-slip", scene: Code, open: codeOpen, digits: "1234567", says: []wire.ToPlayer{in, step(58)}},
		{name: "whose", scene: Whose, open: whoseOpen, says: []wire.ToPlayer{in, step(58)}},
		{name: "sending", scene: Noted, open: notedOpen, typed: wire.WithCheckDigit("314159"), says: []wire.ToPlayer{in, step(58)}},
		{name: "noted", scene: Noted, open: notedOpen, says: []wire.ToPlayer{in, step(58), wire.Noted{At: wire.AtDoor}}},
		{name: "pass", scene: Pass, open: passOpen, says: []wire.ToPlayer{in, step(58), pass}},
		{name: "pass-gate", scene: Pass, open: passOpen, says: []wire.ToPlayer{staff}},
		{name: "pass-lost", scene: Pass, open: passOpen, code: 1011, says: []wire.ToPlayer{held, step(58)}},
		{name: "seat-ticket", scene: Seat, says: []wire.ToPlayer{in, step(63), won}},
		{name: "ticket", scene: Ticket, open: ticketOpen, says: []wire.ToPlayer{in, step(63), won}},
		{name: "leave", scene: Leave, open: leaveOpen, says: []wire.ToPlayer{in, step(63), won}},
		{name: "seat-gone", scene: Hunt, says: []wire.ToPlayer{in, step(63), won, wire.BandGone{Band: "owls"}, wire.SeatGone{}}},
		{name: "resume", scene: Resume, open: resumeOpen, says: []wire.ToPlayer{in, step(12), wire.Resume{Code: "k7wq-2mfa-9xtd", For: 573_000}}},
		{name: "message", scene: Message, open: messageOpen, says: []wire.ToPlayer{in, short, step(12), say}},
		{name: "out", scene: Out, says: []wire.ToPlayer{in, step(12), wire.Out{Reason: "Two phones under one name, 3 km apart."}}},
	}
}

// pattern is something like a QR code.
func pattern(size int) []byte {
	bits := make([]byte, (size*size+7)/8)
	seed := uint32(7)
	for i := range size * size {
		x, y := i%size, i/size
		seed = seed*1664525 + 1013904223
		dark := seed>>30&1 == 1
		for _, corner := range [3][2]int{{3, 3}, {size - 4, 3}, {3, size - 4}} {
			if d := max(abs(x-corner[0]), abs(y-corner[1])); d <= 4 {
				dark = d != 2 && d != 4
			}
		}
		if dark {
			bits[i/8] |= 1 << (7 - i%8)
		}
	}
	return bits
}

func abs(n int) int { return max(n, -n) }
