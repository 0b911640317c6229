package game

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"crescendo/maps/geo"
)

func TestRunnerPlays(t *testing.T) {
	perform(t, "runner", func(args []string) (stage, error) { return newWalker(args) })
}

// walker is a runner and the device that reports to it. The device samples a
// fix a second of hunt time while it walks.
type walker struct {
	Runner
	hunt     *Hunt
	at       geo.Point // where it was last
	epoch    uint32
	sequence uint32
	accuracy uint16  // decimetres, of its fixes
	canyon   float64 // metres by which walls throw its fixes about
	speaks   bool    // what it is told is told in sentences
	said     string  // the last of them
	eligible Set     // as of the last answer
}

// newWalker reads "joined=1:00 rate=8 0,0 3000,0": venues in metres east and
// north of the middle. With "say" the player is told in sentences, and
// "plaza=0,2000" is a hunt with a gate there.
func newWalker(args []string) (*walker, error) {
	h := huntOf()
	joined, class, speaks := Millis(-60_000), 0, false
	var err error
	for _, a := range args {
		key, value, named := strings.Cut(a, "=")
		switch {
		case a == "say":
			speaks = true
		case a == "doors":
			h.Doors = DoorsStaff
		case key == "plaza":
			var at geo.Point
			at, err = placeOf(value)
			h.Gate, h.Meet = GateCode, []Place{{At: at}}
		case key == "class":
			h.Classes, class = []Class{{ID: "slow"}}, 1
			h.Classes[0].SpeedCap, err = strconv.ParseFloat(value, 64)
		case !named:
			var at geo.Point
			at, err = placeOf(a)
			n := len(h.Venues)
			h.Venues = append(h.Venues, Venue{Place: at, Band: n})
			h.Bands = append(h.Bands, Band{})
		case key == "joined":
			joined, err = clock(value)
		case key == "rate":
			h.Rate, err = strconv.Atoi(value)
		case key == "cap":
			h.SpeedCap, err = strconv.ParseFloat(value, 64)
		case key == "area":
			h.Area.Radius, err = strconv.ParseFloat(value, 64)
		default:
			err = fmt.Errorf("no key %q", key)
		}
		if err != nil {
			return nil, err
		}
	}
	h.Closes = h.Wall(3_600_000)
	w := &walker{Runner: NewRunner(NewOracle(h, geo.Straight{}), joined, class), hunt: h, accuracy: 100, speaks: speaks}
	w.at = w.credited
	return w, nil
}

// placeOf reads metres east and north of the middle: "300,-40".
func placeOf(s string) (geo.Point, error) {
	e, n, ok := strings.Cut(s, ",")
	east, err := strconv.ParseFloat(e, 64)
	north, err2 := strconv.ParseFloat(n, 64)
	if !ok || err != nil || err2 != nil {
		return geo.Point{}, fmt.Errorf("%q is no place: want metres east,north", s)
	}
	return geo.Shift(middle, east, north), nil
}

// mono is the device's clock at a hunt time. It runs in wall time.
func (w *walker) mono(at Millis) uint64 { return uint64(1e9 + w.hunt.Wall(at) - w.hunt.Starts) }

// frame sends fixes that were taken at hunt times, and returns the answer.
func (w *walker) frame(at Millis, fixes ...seen) Told {
	w.sequence++
	f := Frame{Now: at, Epoch: w.epoch, Sequence: w.sequence, Sent: w.mono(at), Count: len(fixes)}
	for i, x := range fixes {
		f.Fixes[i] = Fix{At: x.at, AccuracyDM: w.accuracy, Mono: w.mono(x.when)}
		if w.canyon > 0 {
			f.Fixes[i] = w.thrown(f.Fixes[i], int(x.when/1000))
		}
		w.at = x.at
	}
	return w.Apply(f)
}

// walk walks to a place, and calls back with each answer. It returns when it
// got there.
func (w *walker) walk(at Millis, to geo.Point, speed float64, answer func(Millis, Told)) Millis {
	for w.at != to {
		half := geo.Toward(w.at, to, speed)
		full := geo.Toward(half, to, speed)
		at += 2000
		answer(at, w.frame(at, seen{half, at - 1000}, seen{full, at}))
	}
	return at
}

func (w *walker) do(at Millis, verb string, args []string) ([]string, error) {
	switch verb {
	case "tune":
		band, err := strconv.Atoi(args[0])
		result, in := w.Tune(at, band)
		return []string{fmt.Sprintf("%s, next in %d s", tunes[result], in/1000)}, err
	case "full":
		band, err := strconv.Atoi(args[0])
		w.SetFull(band)
		return nil, err
	case "session":
		epoch, err := strconv.Atoi(args[0])
		w.Session(uint32(epoch))
		w.epoch, w.sequence, w.said = uint32(epoch), 0, ""
		return nil, err
	case "gate":
		w.Gate(at)
		return nil, nil
	case "out", "back":
		w.Out(verb == "out")
		return nil, nil
	case "gone":
		band, err := strconv.Atoi(args[0])
		w.Gone(band)
		return nil, err
	case "canyon":
		metres, err := strconv.ParseFloat(args[0], 64)
		w.canyon = metres
		return nil, err
	case "blind", "stand":
		seconds, err := strconv.Atoi(args[0])
		return w.stay(at, verb == "blind", Millis(seconds)*1000), err
	case "frame":
		return w.tell(at, w.frame(at)), nil
	case "at":
		return w.doAt(at, args)
	case "walk":
		return w.doWalk(at, args)
	}
	return nil, fmt.Errorf("no verb %q", verb)
}

// doAt does "at 0,40 accuracy 60 age 5": metres, and seconds of wall time.
func (w *walker) doAt(at Millis, args []string) ([]string, error) {
	p, err := placeOf(args[0])
	age := Millis(0)
	defer func(was uint16) { w.accuracy = was }(w.accuracy)
	for i := 1; i+1 < len(args); i += 2 {
		n, bad := strconv.ParseFloat(args[i+1], 64)
		switch {
		case bad != nil:
			return nil, bad
		case args[i] == "accuracy":
			w.accuracy = uint16(n * 10)
		case args[i] == "age":
			age = Millis(n*1000) * Millis(w.hunt.rate())
		}
	}
	w.at = p
	return w.tell(at, w.frame(at, seen{p, at - age})), err
}

// doWalk does "walk 0,40 at 1.4" and tells steps, words and arrivals.
func (w *walker) doWalk(at Millis, args []string) ([]string, error) {
	to, err := placeOf(args[0])
	speed, err2 := strconv.ParseFloat(args[2], 64)
	if err != nil || err2 != nil {
		return nil, fmt.Errorf("want walk east,north at speed: %v, %v", err, err2)
	}
	steps, last := "steps", Told{Step: 255, Word: 255}
	var lines []string
	if w.speaks {
		end := w.walk(at, to, speed, func(at Millis, told Told) { lines = append(lines, w.say(at, told)...) })
		return append(lines, timeOf(end)+" there"), nil
	}
	end := w.walk(at, to, speed, func(at Millis, told Told) {
		if told.Step != last.Step {
			steps += fmt.Sprint(" ", told.Step)
		}
		if told.Word != last.Word {
			lines = append(lines, fmt.Sprintf("%s %s", timeOf(at), words[told.Word]))
		}
		for v := range told.Arrived.All() {
			lines = append(lines, fmt.Sprintf("%s arrived at %d", timeOf(at), v))
		}
		last = told
	})
	return append(lines, timeOf(end)+" there", steps), nil
}

var tunes = map[TuneResult]string{TuneOK: "ok", TuneUnknown: "unknown", TuneTooSoon: "too soon", TuneFull: "full", TuneOver: "over"}

var words = map[Word]string{
	WordWaiting: "waiting", WordUntuned: "untuned", WordHunting: "hunting", WordFar: "far", WordNoFix: "no fix",
	WordWeakGPS: "weak GPS", WordCatchUp: "catch up", WordTooFast: "too fast", WordFull: "full", WordOver: "over", WordGate: "gate", WordOut: "out",
}

// line is an answer as the plays write it.
func line(told Told) string {
	s := fmt.Sprintf("step %d, %s, %s", told.Step, words[told.Word], []string{"clear", "light fog", "thick fog", "blind"}[told.Fog])
	if told.CatchUp > 0 {
		s += fmt.Sprintf(", %d s to catch up", told.CatchUp)
	}
	if told.Early {
		s += ", early"
	}
	for v := range told.Arrived.All() {
		s += fmt.Sprintf(", arrived at %d", v)
	}
	return s
}
