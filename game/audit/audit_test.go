package audit

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/maps/geo"
)

const gun = 1_781_982_000_000 // 2026-06-20T19:00:00Z in Unix ms: any evening

func reveal() Reveal {
	return Reveal{
		Hunt: game.Hunt{
			ID: "paris", Name: "One night in Paris", Opens: gun - 3_600_000, Starts: gun, Closes: gun + 3_600_000, Rate: 1,
			Area:  geo.Circle{Centre: geo.Point{Lat: 488566000, Lon: 23522000}, Radius: 6000},
			Bands: []game.Band{{ID: "owls", Song: "builtin:1"}, {ID: "foxes", Song: "builtin:2"}},
			Venues: []game.Venue{
				{ID: "v1", Name: "Behind the bakery", Place: geo.Point{Lat: 488609000, Lon: 23412000}, Quotas: []game.Quota{{Seats: 1, By: "first"}}},
				{ID: "v2", Name: "Under the chestnut", Band: 1, Place: geo.Point{Lat: 488461200, Lon: 23370800}, Quotas: []game.Quota{{Seats: 1, By: "first"}}},
			},
		},
		Seed: game.Seed{1}, Salt: [32]byte{2}, Draws: []int{1, 3}, Keys: []byte("keys"),
	}
}

func player(name string) (p fact.Player) { copy(p[:], name); return p }

// evening returns the records of an evening with two seats and a
// disqualification.
func evening(r Reveal) [][]byte {
	var list [][]byte
	add := func(at game.Millis, facts ...fact.Fact) {
		rec := fact.Record{Node: fact.Node{9}, Boot: 1, Number: uint64(len(list) + 1), Clock: gun + int64(at), Rules: game.RulesVersion, Facts: facts}
		list = append(list, rec.Append(nil))
	}
	proof := func(name string, venue uint16, at int64) fact.Fact {
		return fact.Proved{Player: player(name), Venue: venue, At: at, Claimed: at}
	}
	add(-3_600_000, fact.Committed{Hash: r.Commitment()}, fact.Opened{})
	add(-60_000, fact.Joined{Player: player("ann"), Salt: [16]byte{1}}, fact.Joined{Player: player("bob")}, fact.Joined{Player: player("eve")})
	add(0, fact.Started{})
	add(600_000, proof("ann", 0, 599_000))
	add(601_000, proof("bob", 0, 600_500), proof("eve", 1, 600_900))
	add(640_000, fact.SlotClosed{Slot: 120})
	add(700_000, fact.Acted{Act: fact.ActDisqualify, By: fact.Person{7}, Reason: [32]byte{3}, Player: player("ann")})
	add(3_700_000, fact.Closed{})
	return list
}

func write(t *testing.T, r Reveal, records [][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := NewWriter(&b, r)
	if err != nil {
		t.Fatal(err)
	}
	for _, rec := range records {
		if err := w.Add(rec); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// heads returns the head behind each record.
func heads(records [][]byte) map[uint64][32]byte {
	m, head := map[uint64][32]byte{}, [32]byte{}
	for i, r := range records {
		head = fact.Head(head, r)
		m[uint64(i+1)] = head
	}
	return m
}

// R15: whoever has the evidence finds what people did, and the seats.
func TestR15EvidenceIsCountedAgain(t *testing.T) {
	r := reveal()
	records := evening(r)
	commitment := r.Commitment()
	got, err := Verify(bytes.NewReader(write(t, r, records)), Known{&commitment, heads(records)})
	if err != nil {
		t.Fatal(err)
	}
	if !got.Complete || got.Heads != len(records) || got.Records != 8 || got.Players != 3 || got.Hunt != "paris" {
		t.Errorf("got %+v", got)
	}
	if want := (Act{Record: 7, Wall: gun + 700_000, What: "disqualify", Player: 1, By: fact.Person{7}}); !slices.Equal(got.Acts, []Act{want}) {
		t.Errorf("people did %+v", got.Acts)
	}
	want := []Seat{{Venue: "v2", Seat: 1, Player: 3, ID: player("eve")}, {Venue: "v1", Seat: 1, Player: 2, ID: player("bob")}}
	if !slices.Equal(got.Seats, want) {
		t.Errorf("the seats are %+v", got.Seats)
	}
}

// R15: a flip of any bit of the file is caught, whatever somebody was given
// beforehand.
func TestR15AnyFlippedBitIsCaught(t *testing.T) {
	whole := write(t, reveal(), evening(reveal()))
	for at := range whole {
		for bit := range 8 {
			b := slices.Clone(whole)
			b[at] ^= 1 << bit
			if _, err := Verify(bytes.NewReader(b), Known{}); err == nil {
				t.Fatalf("bit %d of byte %d of %d is flipped, and nobody notices", bit, at, len(b))
			}
		}
	}
	for at := range whole {
		if _, err := Verify(bytes.NewReader(whole[:at]), Known{}); err == nil {
			t.Fatalf("cut to %d of %d bytes, and nobody notices", at, len(whole))
		}
	}
	if _, err := Verify(bytes.NewReader(append(slices.Clone(whole), 0)), Known{}); err == nil {
		t.Error("a byte behind the end, and nobody notices")
	}
}

// R15: an organiser who writes the file anew, with its head, is caught by one
// head that somebody kept, and by the commitment.
func TestR15AChainThatWasWrittenAnewIsCaught(t *testing.T) {
	r := reveal()
	records := evening(r)
	kept := heads(records)
	one := Known{Heads: map[uint64][32]byte{7: kept[7]}}
	for i := range records[:7] {
		for name, changed := range map[string][][]byte{
			"dropped": slices.Delete(slices.Clone(records), i, i+1),
			"doubled": slices.Insert(slices.Clone(records), i, records[i]),
			"swapped": swapped(records, i),
		} {
			if name != "dropped" && i == 6 {
				continue // that changes what is behind the head
			}
			if _, err := Verify(bytes.NewReader(write(t, r, changed)), one); err == nil {
				t.Errorf("record %d %s, and the head does not tell", i+1, name)
			}
		}
	}
	cut, err := Verify(bytes.NewReader(write(t, r, records[:7])), one)
	if err != nil || cut.Complete {
		t.Errorf("without its end: complete %t, %v; want that it is incomplete", cut.Complete, err)
	}
	if _, err := Verify(bytes.NewReader(write(t, r, records[:6])), one); err == nil || !strings.Contains(err.Error(), "cut off") {
		t.Errorf("shorter than a head that was kept: %v", err)
	}
	if _, err := Verify(bytes.NewReader(write(t, r, records[1:])), Known{}); err == nil || !strings.Contains(err.Error(), "no commitment") {
		t.Errorf("without a commitment: %v", err)
	}
}

func swapped(records [][]byte, i int) [][]byte {
	list := slices.Clone(records)
	list[i], list[i+1] = list[i+1], list[i]
	return list
}

// R15: what the commitment binds cannot be another one afterwards.
func TestR15ChangedSecretsAreCaught(t *testing.T) {
	r := reveal()
	records, commitment := evening(r), r.Commitment()
	for name, change := range map[string]func(*Reveal){
		"a venue's place": func(r *Reveal) { r.Hunt.Venues[0].Place.Lat++ },
		"a seat more":     func(r *Reveal) { r.Hunt.Venues[0].Quotas[0].Seats++ },
		"the close":       func(r *Reveal) { r.Hunt.Closes++ },
		"the seed":        func(r *Reveal) { r.Seed[31]++ },
		"the salt":        func(r *Reveal) { r.Salt[0]++ },
		"a warp":          func(r *Reveal) { r.Draws[1]++ },
		"the keys":        func(r *Reveal) { r.Keys = []byte("others") },
	} {
		changed := reveal()
		change(&changed)
		if _, err := Verify(bytes.NewReader(write(t, changed, records)), Known{}); err == nil || !strings.Contains(err.Error(), "changed afterwards") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := Verify(bytes.NewReader(write(t, changed, evening(changed))), Known{Commitment: &commitment}); err == nil || !strings.Contains(err.Error(), "you were given") {
			t.Errorf("%s, with the whole journal written anew: %v", name, err)
		}
	}
}

// Anything may be in a file: it is counted or refused, and never breaks what
// reads it.
func FuzzVerify(f *testing.F) {
	r := reveal()
	var b bytes.Buffer
	w, _ := NewWriter(&b, r)
	for _, rec := range evening(r) {
		w.Add(rec) //nolint:errcheck // a buffer takes all
	}
	w.Close() //nolint:errcheck // a buffer takes all
	f.Add(b.Bytes())
	for _, change := range []string{`"Rate":1`, `"By":"first"`, `"Band":1`, `"Seats":1`} {
		for _, to := range []string{`"Rate":99`, `"By":"last"`, `"Band":-7`, `"Seats":1000000000`} {
			f.Add(bytes.Replace(b.Bytes(), []byte(change), []byte(to), 1))
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		Verify(bytes.NewReader(b), Known{}) //nolint:errcheck // that it returns
	})
}

// A hunt that the rules cannot count is refused, though it is written as a
// server writes one.
func TestAHuntThatCannotBeIsRefused(t *testing.T) {
	for name, change := range map[string]func(*game.Hunt){
		"bands":   func(h *game.Hunt) { h.Bands = h.Bands[:1] },
		"band":    func(h *game.Hunt) { h.Venues[0].Band = 5 },
		"award":   func(h *game.Hunt) { h.Venues[0].Quotas[0].By = "last" },
		"par":     func(h *game.Hunt) { h.Venues[0].Quotas[0].By = "par" },
		"class":   func(h *game.Hunt) { h.Venues[0].Quotas[0].Class = 1 },
		"seats":   func(h *game.Hunt) { h.Venues[0].Quotas[0].Seats = -1 },
		"rate":    func(h *game.Hunt) { h.Rate = 1 << 40 },
		"gate":    func(h *game.Hunt) { h.Gate = 9 },
		"times":   func(h *game.Hunt) { h.Closes = 1 << 62 },
		"classes": func(h *game.Hunt) { h.Classes = make([]game.Class, 300) },
		"pars":    func(h *game.Hunt) { h.Par = make([][]game.Millis, 2) },
	} {
		r := reveal()
		change(&r.Hunt)
		if _, err := Verify(bytes.NewReader(write(t, r, evening(r))), Known{}); err == nil || !strings.Contains(err.Error(), "reveal") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func ExampleVerify() {
	r := Reveal{Hunt: game.Hunt{ID: "paris", Starts: gun, Closes: gun + 3_600_000}}
	records := [][]byte{fact.Record{Clock: gun - 1, Rules: game.RulesVersion, Facts: []fact.Fact{fact.Committed{Hash: r.Commitment()}}}.Append(nil)}
	var file bytes.Buffer
	w, err := NewWriter(&file, r)
	if err != nil {
		fmt.Println(err)
	}
	w.Add(records[0]) //nolint:errcheck // a buffer takes all
	w.Close()         //nolint:errcheck // a buffer takes all
	report, err := Verify(&file, Known{})
	fmt.Println(report.Hunt, report.Records, report.Complete, err)
	// Output: paris 1 false <nil>
}
