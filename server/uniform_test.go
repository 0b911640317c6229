package server

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server/door"
)

// message is one message of a server's on a WebSocket, as it stood on the line.
type message struct {
	opcode byte
	body   string
}

// onTheLine takes the bytes that a server sent behind its handshake apart.
func onTheLine(t *testing.T, sent string) (list []message) {
	t.Helper()
	_, rest, _ := strings.Cut(sent, "\r\n\r\n")
	for b := []byte(rest); len(b) >= 2; {
		size, head := int(b[1]), 2
		switch size {
		case 126:
			size, head = int(binary.BigEndian.Uint16(b[2:])), 4
		case 127:
			size, head = int(binary.BigEndian.Uint64(b[2:])), 10
		}
		list = append(list, message{b[0] & 15, string(b[head : head+size])})
		b = b[head+size:]
	}
	return list
}

// since forgets what a player was sent so far, and returns what comes next.
func (p *walker) since(do func()) string {
	synctest.Wait()
	before := len(p.sent.String())
	do()
	synctest.Wait()
	return p.sent.String()[before:]
}

// P3: whoever types whatever wherever gets the same bytes, after the same work:
// one look at the links, one fact of one size, in one record, and the answer
// when the journal has it.
func TestAPresentationIsOneAnswerAndOneFactWhateverIsTrue(t *testing.T) {
	links := 0
	counted := func(c *Config) {
		codes(c)
		real := c.Links
		c.Links = func() []door.Place { links++; return real() }
	}
	play(t, counted, func(t *testing.T, w *world) {
		places := map[string]geo.Point{
			"10 m": geo.Offset(bakery, 10, 10), "100 m": geo.Offset(bakery, 100, 100),
			"the plaza": meet, "10 km": geo.Offset(bakery, 200, 10_000), "before the gate": bakery,
		}
		ways := map[*walker]geo.Point{}
		var players []*walker
		for _, name := range slices.Sorted(maps.Keys(places)) {
			for _, code := range []string{"right", "wrong"} {
				p := w.join(name + ", " + code)
				if name != "before the gate" {
					p.enter()
				}
				ways[p] = places[name]
				players = append(players, p)
			}
		}
		w.untilGun()
		toward(ways)
		stay(2*time.Minute, players...)
		there, answers := 0, map[string][]string{}
		for _, p := range players {
			code := w.code(0, 0)
			if strings.HasSuffix(p.name, "wrong") {
				code = w.wrong(1)
			}
			records := len(w.raw())
			links = 0
			answer := p.since(func() { p.knock("owls", code) })
			answers[answer] = append(answers[answer], p.name)
			if links != 1 {
				t.Errorf("%s: %d looks at the links", p.name, links)
			}
			var recorded []fact.Fact
			for _, b := range w.raw()[records:] {
				r, err := fact.Decode(b)
				if err != nil {
					t.Fatal(err)
				}
				if recorded == nil {
					recorded = r.Facts // the proof of who is there comes in a later one
				}
			}
			if len(recorded) != 1 {
				t.Fatalf("%s: recorded %+v", p.name, recorded)
			}
			if _, attempted := recorded[0].(fact.Attempted); !attempted {
				t.Errorf("%s: recorded %+v", p.name, recorded)
			}
			links = 0
			if p.knock("owls", code); links != 1 {
				t.Errorf("%s: %d looks at the links the second time", p.name, links)
			}
			if w.eligible(p, 0) {
				there++
			}
		}
		if there != 4 {
			t.Errorf("%d players are there, want the two at 10 m and the two at 100 m", there)
		}
		if n := len(facts[fact.Proved](w)); n != 2 {
			t.Errorf("%d proofs, want those with the right code", n)
		}
		if len(answers) != 1 {
			t.Errorf("the answers differ: %q", answers)
		}
	})
}

// L2, L5, R12: what differs between players who are at the fence and who are
// not, eligible or not, is the loudness alone: the same messages at the same
// moments, one answer of one size to each frame, and the same words.
func TestOnlyTheStepTellsWhereSomebodyIs(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		near, fence, far, alien := w.join("near"), w.join("fence"), w.join("far"), w.join("alien")
		players := []*walker{near, fence, far, alien}
		w.begin(players...)
		for _, p := range players {
			p.tune("owls")
		}
		ways := map[*walker]geo.Point{
			near: bakery, fence: geo.Offset(bakery, 90, 150), far: geo.Offset(meet, 90, 800), alien: meet,
		}
		toward(ways)
		stay(time.Minute, players...)
		words := map[*walker]map[wire.Word]bool{}
		sent := map[*walker]string{}
		for _, p := range players {
			before := len(p.sent.String())
			words[p] = map[wire.Word]bool{}
			for i := range 60 {
				if i%20 == 0 {
					p.knock("foxes", w.wrong(i))
				}
				time.Sleep(wire.FrameEvery * time.Second / rate)
				words[p][p.frame().Word] = true
			}
			synctest.Wait()
			sent[p] = p.sent.String()[before:]
		}
		if !w.eligible(near, 0) || w.eligible(far, 0) {
			t.Fatal("nobody is where they should be")
		}
		shape := func(p *walker) (s string) {
			for _, m := range onTheLine(t, "\r\n\r\n"+sent[p]) {
				switch m.opcode {
				case 1:
					s += m.body + "\n"
				case 2:
					s += fmt.Sprintf("step of %d bytes\n", len(m.body))
				} // pings ask who was silent
			}
			return s
		}
		for _, p := range players[1:] {
			if shape(p) != shape(near) {
				t.Errorf("%s is sent\n%s\nand near\n%s", p.name, shape(p), shape(near))
			}
			if !maps.Equal(words[p], words[near]) {
				t.Errorf("%s hears the words %v, near %v", p.name, words[p], words[near])
			}
		}
		if n := strings.Count(shape(near), "step of 32 bytes"); n != 60 {
			t.Errorf("%d answers to 60 frames", n)
		}
	})
}

// L5, R12: that a band is full is told to everybody at once, in the same words,
// whether they have it tuned, stand at its door or have not passed the gate; and
// so is that a band has gone.
func TestAFullBandIsToldToEverybodyAtOnce(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		winner, tuned, other, outside := w.join("winner"), w.join("tuned"), w.join("other"), w.join("outside")
		players := []*walker{winner, tuned, other, outside}
		w.begin(winner, tuned, other)
		winner.tune("foxes")
		tuned.tune("foxes")
		other.tune("owls")
		w.arrive(1, winner, tuned)
		winner.knock("foxes", w.code(1, 0))
		told := func() (n int) {
			for _, p := range players {
				n += len(heard[wire.BandFull](p))
			}
			return n
		}
		for range 4000 {
			if told() > 0 {
				break
			}
			frames(map[*walker]geo.Point{winner: winner.at, tuned: tuned.at})
		}
		for _, p := range players {
			if got := heard[wire.BandFull](p); !slices.Equal(got, []wire.BandFull{{Band: "foxes"}}) {
				t.Errorf("%s is told %+v", p.name, got)
			}
		}
		if len(heard[wire.Won](winner)) != 1 {
			t.Error("nobody has won")
		}
	})
}

// R12: with doors, that somebody waits for a seat is told once the band is full
// for everybody, and never before.
func TestWaitingIsToldOnceTheBandIsFull(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		first, second := w.join("first"), w.join("second")
		w.begin(first, second)
		w.arrive(1, first, second)
		first.knock("foxes", w.code(1, 0))
		stay(20*time.Second, first, second) // another slot
		second.knock("foxes", w.code(1, 0))
		w.untilSettled(first, second)
		if len(heard[wire.Won](first)) != 1 || !slices.Equal(heard[wire.Waiting](second), []wire.Waiting{{Band: "foxes"}}) {
			t.Fatalf("won %+v, waits %+v", heard[wire.Won](first), heard[wire.Waiting](second))
		}
		second.mu.Lock()
		defer second.mu.Unlock()
		full := slices.IndexFunc(second.messages, func(m wire.ToPlayer) bool { _, ok := m.(wire.BandFull); return ok })
		waits := slices.IndexFunc(second.messages, func(m wire.ToPlayer) bool { _, ok := m.(wire.Waiting); return ok })
		if full < 0 || waits < full {
			t.Errorf("told to wait by message %d, and that the band is full by %d", waits, full)
		}
	})
}

// R12: while seats of the band are kept for others, nobody who waits is told:
// not full, it would tell them that they counted as being there.
func TestWaitingIsNotToldWhileSeatsAreKept(t *testing.T) {
	kept := also(codes, func(c *Config) {
		c.Hunt.Classes = []game.Class{{ID: "wheels", Name: "On wheels"}}
		c.Hunt.Venues[1].Quotas = []game.Quota{{Seats: 1, By: "first"}, {Seats: 1, By: "first", Class: 1}}
	})
	play(t, kept, func(t *testing.T, w *world) {
		first, second := w.join("first"), w.join("second")
		w.begin(first, second)
		w.arrive(1, first, second)
		first.knock("foxes", w.code(1, 0))
		stay(20*time.Second, first, second) // another slot
		second.knock("foxes", w.code(1, 0))
		w.untilSettled(first, second)
		if got := w.Statuses(w.place(1), []int{2}); len(got) != 1 || got[0].State != door.Waits {
			t.Fatalf("the steward sees %+v", got)
		}
		if len(heard[wire.Won](first)) != 1 || len(heard[wire.BandFull](second)) != 0 || len(heard[wire.Waiting](second)) != 0 {
			t.Errorf("won %+v, full %+v, waits %+v", heard[wire.Won](first), heard[wire.BandFull](second), heard[wire.Waiting](second))
		}
		second.connect()
		if got := heard[wire.Welcome](second)[1]; len(got.Waiting) != 0 || len(got.Arrived) != 0 {
			t.Errorf("welcomed with %+v", got)
		}
	})
}
