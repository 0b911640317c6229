package game

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"crescendo/game/fact"
)

func TestRacePlays(t *testing.T) {
	perform(t, "race", raceStage(NewRace))
}

// raceStage builds the stage of a play about a race.
func raceStage(race func(*Hunt, Seed) *Race) func(args []string) (stage, error) {
	return func(args []string) (stage, error) {
		h, err := huntBy(args)
		if err != nil {
			return nil, err
		}
		f := newFold(h)
		f.Race = race(h, Seed{1, 2, 3})
		return f, nil
	}
}

// huntBy reads a play's hunt: a venue each, by its seats ("2", or
// "first:1,par:2/1" with /1 for the seats of class 1), and settings.
func huntBy(args []string) (*Hunt, error) {
	h := huntOf()
	for _, a := range args {
		name, value, setting := strings.Cut(a, "=")
		if setting {
			if err := set(h, name, value); err != nil {
				return nil, err
			}
			continue
		}
		quotas, err := quotasBy(a)
		if err != nil {
			return nil, err
		}
		i := len(h.Venues)
		h.Bands = append(h.Bands, Band{ID: fmt.Sprint("b", i)})
		h.Venues = append(h.Venues, Venue{ID: fmt.Sprint("v", i), Band: i, Quotas: quotas})
	}
	return h, nil
}

func quotasBy(s string) (list []Quota, err error) {
	for q := range strings.SplitSeq(s, ",") {
		by, n, named := strings.Cut(q, ":")
		if !named {
			by, n = "first", by
		}
		n, class, _ := strings.Cut(n, "/")
		quota := Quota{By: by}
		if quota.Seats, err = strconv.Atoi(n); err != nil {
			return nil, err
		}
		if class != "" {
			if quota.Class, err = strconv.Atoi(class); err != nil {
				return nil, err
			}
		}
		list = append(list, quota)
	}
	return list, nil
}

func set(h *Hunt, name, value string) (err error) {
	switch name {
	case "gate":
		h.Gate = map[string]Gate{"code": GateCode, "staff": GateStaff}[value]
	case "doors":
		h.Doors = map[string]Doors{"code": DoorsCode, "staff": DoorsStaff}[value]
	case "admission":
		h.Admission, err = clock(value)
	case "invitations":
		h.Invitations = true
	case "beacon":
		h.Beacon = value
	case "classes":
		for id := range strings.SplitSeq(value, ",") {
			h.Classes = append(h.Classes, Class{ID: id})
		}
	case "par": // a venue each, and in it walkers/class 1/…
		for venue := range strings.SplitSeq(value, ",") {
			var pars []Millis
			for p := range strings.SplitSeq(venue, "/") {
				at, err := clock(p)
				if err != nil {
					return err
				}
				pars = append(pars, at)
			}
			h.Par = append(h.Par, pars)
		}
	default:
		err = fmt.Errorf("a hunt has no %q", name)
	}
	return err
}

// fold is a race and the journal that it folds, with a chain of its own.
type fold struct {
	*Race
	hunt    *Hunt
	head    [32]byte
	node    fact.Node
	numbers map[fact.Node]uint64
	last    fact.Record
	seq     uint64
}

func newFold(h *Hunt) *fold {
	return &fold{Race: NewRace(h, Seed{1, 2, 3}), hunt: h, node: fact.Node{'n'}, numbers: map[fact.Node]uint64{}}
}

// append appends facts at a hunt time and folds them.
func (f *fold) append(at Millis, facts ...fact.Fact) []Event {
	f.numbers[f.node]++
	return f.repeat(fact.Record{Node: f.node, Boot: 1, Number: f.numbers[f.node], Clock: f.hunt.Wall(at), Rules: RulesVersion, Facts: facts})
}

// repeat appends a whole record, whether it was there before or not.
func (f *fold) repeat(r fact.Record) []Event {
	f.seq++
	f.last = r
	rec := Record{Seq: f.seq, Head: f.head, Record: r}
	f.head = fact.Head(f.head, r.Append(nil))
	return f.Apply(rec)
}

func (f *fold) do(at Millis, verb string, args []string) ([]string, error) {
	switch verb {
	case "again":
		return told(f.repeat(f.last)), nil
	case "rules":
		return told(f.repeat(fact.Record{Node: fact.Node{'x'}, Number: f.seq, Clock: f.hunt.Wall(at), Rules: 99, Facts: []fact.Fact{fact.Opened{}}})), nil
	case "node":
		f.node = fact.Node{}
		copy(f.node[:], args[0])
		return nil, nil
	}
	if lines, asked := f.ask(at, verb, args); asked {
		return lines, nil
	}
	facts, err := factsOf(at, verb, args)
	if err != nil {
		return nil, err
	}
	return told(f.append(at, facts...)), nil
}

// ask answers a question about the race.
func (f *fold) ask(at Millis, what string, args []string) (lines []string, asked bool) {
	switch what {
	case "pending":
		lines = []string{"none"}
		if slot, ok := f.PendingSlot(); ok {
			lines = []string{fmt.Sprint("slot ", slot)}
		}
	case "seats":
		lines = []string{fmt.Sprintf("%d of %d left", f.SeatsLeft(), f.Seats())}
		for _, s := range f.Standings() {
			lines = append(lines, fmt.Sprintf("%s seat %d of venue %d, given %s%s", name(s.Player), s.Seat, s.Venue, timeOf(s.Given), extra(s.Extra)))
		}
	case "order":
		lines = []string{strings.Join(orderOf(f.Race), " ")}
	case "full":
		lines = []string{members(f.Full())}
	case "removed":
		lines = []string{members(f.Removed())}
	case "beacon?":
		lines = []string{fmt.Sprint(f.BeaconKnown())}
	case "code?":
		lines = []string{"nobody"}
		if p, ok := f.Resume(hashOf(args[0]), f.hunt.Wall(at)); ok {
			lines = []string{name(p)}
		}
	case "waiting", "arrived", "provisional", "gated", "out":
		for _, n := range args {
			lines = append(lines, n+" "+f.of(what, player(n)))
		}
	default:
		return nil, false
	}
	return lines, true
}

// orderOf returns the order of those who are not disqualified.
func orderOf(r *Race) (places []string) {
	for _, c := range r.order {
		if !c.player.out {
			places = append(places, fmt.Sprintf("%s/%d", name(c.player.id), c.venue))
		}
	}
	return places
}

func extra(yes bool) string {
	if yes {
		return ", extra"
	}
	return ""
}

func (f *fold) of(what string, p fact.Player) string {
	switch what {
	case "waiting":
		return members(f.Waiting(p))
	case "arrived":
		return members(f.Arrived(p))
	case "gated":
		return fmt.Sprint(f.Gated(p))
	case "out":
		return fmt.Sprint(f.Disqualified(p))
	}
	if venue, seat, ok := f.Provisional(p); ok {
		return fmt.Sprintf("seat %d of venue %d", seat, venue)
	}
	return "none"
}

func members(s Set) string {
	var at []string
	for i := range s.All() {
		at = append(at, strconv.Itoa(i))
	}
	if at == nil {
		return "nowhere"
	}
	return "at " + strings.Join(at, " ")
}

func player(name string) (p fact.Player) {
	copy(p[:], name)
	return p
}

func name(p fact.Player) string { return strings.TrimRight(string(p[:]), "\x00") }

func hashOf(code string) (h [16]byte) {
	copy(h[:], code)
	return h
}

func timeOf(at Millis) string {
	if at < 0 {
		return "-" + timeOf(-at)
	}
	return fmt.Sprintf("%d:%02d", at/60_000, at/1000%60)
}
