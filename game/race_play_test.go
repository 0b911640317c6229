package game

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"crescendo/game/fact"
)

func TestRacePlays(t *testing.T) {
	perform(t, "race", func(args []string) (stage, error) {
		var seats []int
		for _, a := range args {
			n, err := strconv.Atoi(a)
			if err != nil {
				return nil, err
			}
			seats = append(seats, n)
		}
		return newFold(huntOf(seats...)), nil
	})
}

// fold is a race and the journal that it folds, with a chain of its own.
type fold struct {
	*Race
	hunt   *Hunt
	head   [32]byte
	number uint64
	last   fact.Record
}

func newFold(h *Hunt) *fold { return &fold{Race: NewRace(h, Seed{1, 2, 3}), hunt: h} }

// append appends facts at a hunt time and folds them.
func (f *fold) append(at Millis, facts ...fact.Fact) []Event {
	f.number++
	return f.repeat(fact.Record{Node: fact.Node{'n'}, Boot: 1, Number: f.number, Clock: f.hunt.Wall(at), Rules: RulesVersion, Facts: facts})
}

// repeat appends a whole record, whether it was there before or not.
func (f *fold) repeat(r fact.Record) []Event {
	f.last = r
	rec := Record{Seq: f.number, Head: f.head, Record: r}
	f.head = fact.Head(f.head, r.Append(nil))
	return f.Apply(rec)
}

func (f *fold) do(at Millis, verb string, args []string) ([]string, error) {
	switch verb {
	case "again":
		return told(f.repeat(f.last)), nil
	case "rules":
		f.number++
		return told(f.repeat(fact.Record{Number: f.number, Clock: f.hunt.Wall(at), Rules: 99, Facts: []fact.Fact{fact.Opened{}}})), nil
	case "seats", "order", "waiting", "arrived", "provisional", "pending":
		return f.ask(verb, args), nil
	}
	facts, err := factsOf(at, verb, args)
	return told(f.append(at, facts...)), err
}

// factsOf reads the facts of a command: "join ann bob", "prove ann 0 at 1:02".
func factsOf(at Millis, verb string, args []string) (facts []fact.Fact, err error) {
	switch verb {
	case "opened":
		facts = append(facts, fact.Opened{})
	case "started":
		facts = append(facts, fact.Started{})
	case "tick":
		facts = append(facts, fact.Tick{})
	case "closed":
		facts = append(facts, fact.Closed{})
	case "join":
		for _, name := range args {
			facts = append(facts, fact.Joined{Player: player(name)})
		}
	case "slot":
		n, err := strconv.ParseUint(args[0], 10, 32)
		return []fact.Fact{fact.SlotClosed{Slot: uint32(n)}}, err
	case "prove":
		if len(args) == 4 && args[2] == "at" {
			if at, err = clock(args[3]); err != nil {
				return nil, err
			}
		}
		n, err := strconv.ParseUint(args[1], 10, 16)
		return []fact.Fact{fact.Proved{Player: player(args[0]), Venue: uint16(n), At: int64(at)}}, err
	default:
		return nil, fmt.Errorf("no verb %q", verb)
	}
	return facts, nil
}

// ask answers a question about the race.
func (f *fold) ask(what string, args []string) []string {
	switch what {
	case "pending":
		if slot, ok := f.PendingSlot(); ok {
			return []string{fmt.Sprint("slot ", slot)}
		}
		return []string{"none"}
	case "seats":
		lines := []string{fmt.Sprintf("%d of %d left", f.SeatsLeft(), f.Seats())}
		for _, s := range f.Standings() {
			lines = append(lines, fmt.Sprintf("%s seat %d of venue %d, given %s", name(s.Player), s.Seat, s.Venue, timeOf(s.Given)))
		}
		return lines
	case "order":
		var names []string
		for _, c := range f.order {
			names = append(names, fmt.Sprintf("%s/%d", name(c.player.id), c.venue))
		}
		return []string{strings.Join(names, " ")}
	}
	var lines []string
	for _, n := range args {
		lines = append(lines, n+" "+f.of(what, player(n)))
	}
	return lines
}

func (f *fold) of(what string, p fact.Player) string {
	switch what {
	case "waiting":
		return members(f.Waiting(p))
	case "arrived":
		return members(f.Arrived(p))
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

// told writes events as the plays do.
func told(events []Event) (lines []string) {
	for _, e := range events {
		lines = append(lines, eventLine(e))
	}
	return lines
}

func eventLine(e Event) string {
	switch e := e.(type) {
	case Opened:
		return "opened"
	case Started:
		return "started"
	case Joined:
		return fmt.Sprintf("joined %s %d", name(e.Player), e.Number)
	case Proved:
		return fmt.Sprintf("proved %s at %d", name(e.Player), e.Venue)
	case SlotClosed:
		return fmt.Sprintf("slot %d closed", e.Slot)
	case SeatGiven:
		return fmt.Sprintf("%s has seat %d of venue %d", name(e.Player), e.Seat, e.Venue)
	case Waits:
		return fmt.Sprintf("%s waits at %d", name(e.Player), e.Venue)
	case BandFull:
		return fmt.Sprintf("venue %d is full", e.Venue)
	case Closed:
		return "closed"
	}
	return fmt.Sprintf("unknown %T", e)
}

func player(name string) (p fact.Player) {
	copy(p[:], name)
	return p
}

func name(p fact.Player) string { return strings.TrimRight(string(p[:]), "\x00") }

func timeOf(at Millis) string {
	if at < 0 {
		return "-" + timeOf(-at)
	}
	return fmt.Sprintf("%d:%02d", at/60_000, at/1000%60)
}
