package game

import (
	"fmt"
	"strconv"
	"strings"

	"crescendo/game/fact"
)

// script is what stands behind a verb: names and numbers, and then options,
// each a word and its value ("at 1:02", "class 1"), or a word alone.
type script struct {
	args []string
	err  error
}

// option takes an option's value out of the words, "" where it is not there.
func (w *script) option(name string) string {
	for i, a := range w.args {
		if a == name && i+1 < len(w.args) {
			value := w.args[i+1]
			w.args = append(append([]string{}, w.args[:i]...), w.args[i+2:]...)
			return value
		}
	}
	return ""
}

// is takes a word out, if it is there.
func (w *script) is(name string) bool {
	for i, a := range w.args {
		if a == name {
			w.args = append(append([]string{}, w.args[:i]...), w.args[i+1:]...)
			return true
		}
	}
	return false
}

func (w *script) next() string {
	if len(w.args) == 0 {
		w.err = fmt.Errorf("a word is missing")
		return ""
	}
	first := w.args[0]
	w.args = w.args[1:]
	return first
}

func (w *script) whole(s string) int {
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		w.err = err
	}
	return n
}

func (w *script) time(name string, or Millis) Millis {
	s := w.option(name)
	if s == "" {
		return or
	}
	at, err := clock(s)
	if err != nil {
		w.err = err
	}
	return at
}

var (
	operator = fact.Person{'o', 'p'}
	steward  = fact.Person{'s', 't'}
)

// factsOf reads the facts of a command: "join ann bob class 1", "prove ann 0
// staff at 1:02 claimed 0:58", "disqualify ann".
func factsOf(at Millis, verb string, args []string) (facts []fact.Fact, err error) {
	w := &script{args: args}
	switch verb {
	case "opened":
		facts = append(facts, fact.Opened{})
	case "started":
		facts = append(facts, fact.Started{})
	case "tick":
		facts = append(facts, fact.Tick{})
	case "closed":
		facts = append(facts, fact.Closed{})
	case "beacon":
		f := fact.Beacon{By: w.who()}
		copy(f.Value[:], w.next())
		facts = append(facts, f)
	case "slot":
		facts = append(facts, fact.SlotClosed{Slot: uint32(w.whole(w.next()))})
	case "join":
		class, invitation := uint8(w.whole(w.option("class"))), uint32(w.whole(w.option("invitation")))
		for _, n := range w.args {
			facts = append(facts, fact.Joined{Player: player(n), Class: class, Invitation: invitation})
		}
	case "gate":
		way := w.way(fact.WayCode)
		for _, n := range w.args {
			facts = append(facts, fact.Gated{Player: player(n), Way: way})
		}
	case "issue", "spend":
		facts = append(facts, fact.Resumed{Player: player(w.next()), Code: hashOf(w.next()), Spent: verb == "spend"})
	case "prove":
		facts = append(facts, w.proof(at))
	case "attempt":
		facts = append(facts, fact.Attempted(w.proof(at)))
	default:
		facts = append(facts, w.acted(verb))
	}
	return facts, w.err
}

func (w *script) way(way fact.Way) fact.Way {
	for name, named := range map[string]fact.Way{"code": fact.WayCode, "staff": fact.WayStaff, "somehow": 77} {
		if w.is(name) {
			way = named
		}
	}
	return way
}

func (w *script) who() fact.Person {
	if w.is("nobody") {
		return fact.Person{}
	}
	return operator
}

func (w *script) proof(at Millis) (f fact.Proved) {
	f.Way = w.way(fact.WayPresence)
	if f.Way == fact.WayStaff {
		f.Steward = steward
	}
	at = w.time("at", at)
	f.At, f.Claimed = int64(at), int64(w.time("claimed", at))
	f.Player, f.Venue = player(w.next()), uint16(w.whole(w.next()))
	return f
}

func (w *script) acted(verb string) (f fact.Acted) {
	f.By = w.who()
	switch verb {
	case "open":
		f.Act = fact.ActOpen
	case "start":
		f.Act = fact.ActStart
	case "close":
		f.Act = fact.ActClose
	case "broadcast":
		f.Act = fact.ActBroadcast
		copy(f.Hash[:], w.next())
		return f
	case "remove":
		f.Act, f.Venue = fact.ActRemoveVenue, uint16(w.whole(w.next()))
		return f
	case "strange":
		f.Act = 200
	default:
		f.Act = map[string]fact.Act{
			"disqualify": fact.ActDisqualify, "reinstate": fact.ActReinstate, "extra": fact.ActExtraSeat,
			"rename": fact.ActRename, "hide": fact.ActHide, "back": fact.ActGiveBack,
		}[verb]
		if f.Act == 0 {
			w.err = fmt.Errorf("no verb %q", verb)
			return f
		}
		f.Player = player(w.next())
	}
	if f.Act == fact.ActGiveBack && f.By == operator {
		f.By = fact.Person{} // by the player
	}
	if len(w.args) > 0 {
		f.Venue = uint16(w.whole(w.next()))
	}
	return f
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
		line := fmt.Sprintf("joined %s %d", name(e.Player), e.Number)
		if e.Class > 0 {
			line += fmt.Sprint(" class ", e.Class)
		}
		return line
	case JoinRefused:
		return "refused " + name(e.Player)
	case ResumeIssued:
		return fmt.Sprintf("issued %s to %s", strings.TrimRight(string(e.Code[:]), "\x00"), name(e.Player))
	case ResumeSpent:
		return fmt.Sprintf("spent %s by %s", strings.TrimRight(string(e.Code[:]), "\x00"), name(e.Player))
	case BeaconEntered:
		return "beacon entered"
	case Gated:
		return "gated " + name(e.Player)
	case Attempted:
		return fmt.Sprintf("noted %s at %d, fact %d.%d", name(e.Player), e.Venue, e.Seq, e.Index)
	case Proved:
		return fmt.Sprintf("proved %s at %d", name(e.Player), e.Venue)
	case SlotClosed:
		return fmt.Sprintf("slot %d closed", e.Slot)
	case SeatGiven:
		return fmt.Sprintf("%s has seat %d of venue %d%s", name(e.Player), e.Seat, e.Venue, extra(e.Extra))
	case SeatFreed:
		return fmt.Sprintf("%s leaves seat %d of venue %d", name(e.Player), e.Seat, e.Venue)
	case Waits:
		return fmt.Sprintf("%s waits at %d", name(e.Player), e.Venue)
	case BandFull:
		return fmt.Sprintf("venue %d is full", e.Venue)
	case BandFree:
		return fmt.Sprintf("venue %d has a seat again", e.Venue)
	case VenueRemoved:
		return fmt.Sprintf("venue %d is removed", e.Venue)
	case Disqualified:
		return name(e.Player) + " is out"
	case Reinstated:
		return name(e.Player) + " is back"
	case Broadcast:
		return "broadcast " + strings.TrimRight(string(e.Hash[:]), "\x00")
	case Renamed:
		return name(e.Player) + " has another name"
	case Hidden:
		return name(e.Player) + " is not named"
	case Closed:
		return "closed"
	}
	return fmt.Sprintf("unknown %T", e)
}
