package game

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"crescendo/game/fact"
)

// planted are defects of the rules. Each changes one of the laws, as a slip in
// it would; node is the number of the server that folds. The plays or the
// fuzzed evenings must find every one.
var planted = map[string]func(l *laws, node int){
	"a seat oversold by one": func(l *laws, _ int) {
		l.room = func(left int) bool { return left > -1 }
	},
	"a proof refused unrecorded, because the venue is full": func(l *laws, _ int) {
		l.void = func(r *Race, f fact.Proved) bool { return void(r, f) || r.Full().Has(int(f.Venue)) }
	},
	"a backdated scan accepted in the slot that it claims": func(l *laws, _ int) {
		l.slots = func(at, claimed Millis) (uint32, uint32) {
			_, asked := slotsOf(at, claimed)
			return asked, asked
		}
	},
	"a proof held after the close accepted": func(l *laws, _ int) {
		l.void = func(r *Race, f fact.Proved) bool {
			f.At, f.Claimed = min(f.At, int64(r.closes)), min(f.Claimed, int64(r.closes))
			return void(r, f)
		}
	},
	"a fork on two nodes, which put equal slots in an order of their own": func(l *laws, node int) {
		l.before = func(c, d *claim) int {
			byNode := func(c *claim) byte { return c.player.id[1] ^ byte(node) }
			return cmp.Or(cmp.Compare(c.round, d.round), cmp.Compare(c.slot, d.slot), cmp.Compare(byNode(c), byNode(d)), before(c, d))
		}
	},
	"an order that a removal changes, because lots go by the number of a player": func(l *laws, _ int) {
		l.lot = func(key [32]byte, e *entrant) lot { return lot(mac(key[:], fmt.Append(nil, e.number))) }
	},
	"a window ended by the clock of the server that folds": func(l *laws, node int) {
		l.clock = func(h *Hunt, rec *Record) Millis { return ownClock(h, rec) + Millis(node%2)*40_000 }
	},
	"a resume code that two devices use": func(l *laws, _ int) {
		l.usable = func(c *code, wall int64) bool { return wall <= c.until }
	},
	"a window ended by the time of reading": func(l *laws, _ int) {
		l.clock = func(*Hunt, *Record) Millis { return math.MaxInt64 / 2 }
	},
}

func TestPlantedDefectsAreFound(t *testing.T) {
	for name, plant := range planted {
		nodes := 0
		race := func(h *Hunt, s Seed) *Race {
			r := NewRace(h, s)
			plant(&r.laws, nodes)
			nodes++
			return r
		}
		plays, evenings := inPlays(t, race), inEvenings(race)
		if len(plays) == 0 && len(evenings) == 0 {
			t.Errorf("%s: neither a play nor an evening finds it", name)
		}
		t.Logf("%s: found by the plays %v and the evenings %v", name, plays, evenings)
	}
}

// Without a defect none is found: then what finds them above is the defect.
func TestNothingIsFoundWhereNothingIsPlanted(t *testing.T) {
	if plays, evenings := inPlays(t, NewRace), inEvenings(NewRace); len(plays)+len(evenings) > 0 {
		t.Errorf("plays %v and evenings %v find a defect", plays, evenings)
	}
}

// inPlays returns the plays that come otherwise with such races.
func inPlays(t *testing.T, race func(*Hunt, Seed) *Race) (found []string) {
	files, err := filepath.Glob("testdata/race/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no plays: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(play(file, string(text), raceStage(race))) > 0 {
			found = append(found, filepath.Base(file))
		}
	}
	return found
}

// inEvenings returns the invariants of which some evening is an exception with
// such races, with the first seed.
func inEvenings(race func(*Hunt, Seed) *Race) (found []string) {
	for _, look := range []struct {
		name string
		invariant
	}{
		{"seats are sound", seatsAreSound}, {"as they are written", asWritten}, {"delays change nothing", delaysChangeNothing},
		{"claims make no slot earlier", claimsMakeNoSlotEarlier}, {"every proof is recorded", everyProofIsRecorded},
		{"removal keeps the order", removalKeepsTheOrder}, {"the same on every node", sameOnEveryNode},
		{"invitations and codes count once", countOnce},
	} {
		for seed := range uint64(12) {
			if err := look.of(seed, race); err != nil {
				found = append(found, fmt.Sprintf("%s (seed %d)", look.name, seed))
				break
			}
		}
	}
	return found
}
