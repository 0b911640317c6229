package server

import (
	"crypto/ed25519"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game"
	"crescendo/game/fact"
	"crescendo/game/wire"
	"crescendo/maps/geo"
	"crescendo/server/door"
	"crescendo/server/journal"
)

var codes = guarded(game.GateCode, game.DoorsCode)

// R8, R9: a right code at a venue where the player is becomes a proof at the
// moment at which it was typed, and the seat comes when slots are closed.
func TestACodeAtTheDoorBecomesASeat(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		p, q := w.join("Zoë"), w.join("Jean")
		w.begin(p, q)
		w.arrive(0, p)
		at := w.hunt.At(w.now().UnixMilli())
		p.knock("owls", w.code(0, 0))
		if got := heard[wire.Noted](p); !slices.Equal(got, []wire.Noted{{At: wire.AtDoor}}) {
			t.Errorf("the answer is %+v", got)
		}
		device := uint32(1 << 16)
		attempted, proved := facts[fact.Attempted](w), facts[fact.Proved](w)
		want := fact.Attempted{Player: attempted[0].Player, Venue: 0, Way: fact.WayCode, Device: device, At: int64(at), Claimed: int64(at)}
		if !slices.Equal(attempted, []fact.Attempted{want}) || !slices.Equal(proved, []fact.Proved{fact.Proved(want)}) {
			t.Errorf("the journal has %+v and %+v, want both as %+v", attempted, proved, want)
		}
		stay(30*time.Second, p, q)
		if len(heard[wire.Arrived](p)) != 0 || len(heard[wire.Won](p)) != 0 || len(heard[wire.Waiting](p)) != 0 {
			t.Error("the player learns before slots are closed")
		}
		w.untilSettled(p, q)
		won := heard[wire.Won](p)
		if len(won) != 1 || won[0].Band != "owls" || won[0].Seat != 1 || won[0].Ticket == nil {
			t.Fatalf("won %+v", won)
		}
		ticket, err := door.ReadTicket(w.config.Keys.Sign.Public().(ed25519.PublicKey), won[0].Ticket.Text)
		if err != nil || ticket.Hunt != "paris" || ticket.Venue != "v1" || ticket.Number != 1 || ticket.Seat != 1 {
			t.Errorf("the ticket is %+v, %v", ticket, err)
		}
		p.connect()
		if got := heard[wire.Welcome](p)[1]; got.Seat == nil || got.Seat.Ticket == nil || got.Seat.Ticket.Text != won[0].Ticket.Text {
			t.Errorf("who comes back has another ticket: %+v", got.Seat)
		}
	})
}

// R8: a typed code pends for 60 s of wall time; becoming eligible within them
// proves, at that moment, and later does not.
func TestACodePendsForAMinute(t *testing.T) {
	for name, c := range map[string]struct {
		early time.Duration // of wall time, before the player counts as being there
		want  bool
	}{"50 s before": {50 * time.Second, true}, "70 s before": {70 * time.Second, false}} {
		t.Run(name, func(t *testing.T) {
			play(t, codes, func(t *testing.T, w *world) {
				scout, p := w.join("scout"), w.join("Zoë")
				w.begin(scout, p)
				walks := w.walksFor(scout, 0)
				typed := w.hunt.At(w.now().UnixMilli())
				p.knock("owls", w.code(0, 0))
				if n := len(facts[fact.Proved](w)); n != 0 || w.eligible(p, 0) {
					t.Fatalf("%d proofs before the player was there", n)
				}
				stay(c.early*rate-walks, p)
				w.arrive(0, p)
				if !w.eligible(p, 0) {
					t.Fatal("the player never came there")
				}
				proved := facts[fact.Proved](w)
				if c.want != (len(proved) == 1) {
					t.Fatalf("proved %+v", proved)
				}
				if c.want && (proved[0].At <= int64(typed) || proved[0].At > int64(typed)+60_000*rate || proved[0].Claimed != proved[0].At) {
					t.Errorf("typed at %d, proved as %+v: want the moment of being there, and no earlier claim", typed, proved[0])
				}
			})
		})
	}
}

// walksFor returns how long a player walks until they count as being there.
func (w *world) walksFor(p *walker, venue int) (hunt time.Duration) {
	for !w.eligible(p, venue) {
		w.walk(p, venue, 1)
		hunt += wire.FrameEvery * time.Second
	}
	return hunt
}

// walk sends a player toward a venue for some frames.
func (w *world) walk(p *walker, venue, n int) {
	for range n {
		p.at = geo.Toward(p.at, w.hunt.Venues[venue].Place, 3*wire.FrameEvery)
		frames(map[*walker]geo.Point{p: p.at})
	}
}

// P2: a code of a step that is over, of another venue, of another hunt, or one
// that is none, gets the same answer and proves nothing.
func TestOtherCodesProveNothing(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		there := map[string]func() string{
			"two steps back":   func() string { return w.code(0, -2) },
			"the next step":    func() string { return w.code(0, 1) },
			"another venue":    func() string { return w.code(1, 0) },
			"the gate":         func() string { return w.code(theGate, 0) },
			"another hunt":     func() string { return door.Code(w.config.Keys.DoorCode(other("lyon", w.hunt), 0), door.Step(w.now())) },
			"a check digit":    func() string { return flip(w.code(0, 0)) },
			"nothing":          func() string { return "" },
			"letters":          func() string { return "letters" },
			"far too long":     func() string { return fmt.Sprintf("%01000d", 7) },
			"the current step": func() string { return w.code(0, 0) },
			"the step before":  func() string { return w.code(0, -1) },
		}
		var players []*walker
		for name := range there {
			players = append(players, w.join(name))
		}
		w.begin(players...)
		w.arrive(0, players...)
		for _, p := range players {
			p.knock("owls", there[p.name]())
		}
		proved := map[fact.Player]bool{}
		for _, f := range facts[fact.Proved](w) {
			proved[f.Player] = true
		}
		if n := len(facts[fact.Attempted](w)); n != len(players) {
			t.Errorf("%d attempts are recorded, want %d", n, len(players))
		}
		for _, p := range players {
			if got := heard[wire.Noted](p); !slices.Equal(got, []wire.Noted{{At: wire.AtDoor}}) {
				t.Errorf("%s: answered with %+v", p.name, got)
			}
			q, _ := w.byToken(p.token)
			if got, want := proved[q.id], p.name == "the current step" || p.name == "the step before"; got != want {
				t.Errorf("%s: proved is %t, want %t", p.name, got, want)
			}
		}
	})
}

func other(id string, h *game.Hunt) *game.Hunt {
	o := *h
	o.ID = id
	return &o
}

// flip changes the check digit.
func flip(code string) string { return code[:6] + string('0'+(code[6]-'0'+1)%10) }

// P2: a code that is typed twice pends once: the second time adds nothing.
func TestACodeIsUsedOnce(t *testing.T) {
	for name, again := range map[string]bool{"once more": true, "a new one": false} {
		t.Run(name, func(t *testing.T) {
			play(t, codes, func(t *testing.T, w *world) {
				scout, p := w.join("scout"), w.join("Zoë")
				w.begin(scout, p)
				walks := w.walksFor(scout, 0)
				const into = 20 * time.Second // of a step, so that the next one begins before the code is typed again
				time.Sleep((30*time.Second + into - time.Duration(w.now().UnixNano())%(30*time.Second)) % (30 * time.Second))
				code := w.code(0, 0)
				p.knock("owls", code)
				stay(16*time.Second*rate, p)
				if !again {
					code = w.code(0, 0)
				}
				if code != w.code(0, 0) != again {
					t.Fatal("no step began meanwhile")
				}
				p.knock("owls", code)
				stay(62*time.Second*rate-16*time.Second*rate-walks, p) // to be there 62 s after typing first
				w.arrive(0, p)
				if !w.eligible(p, 0) || len(facts[fact.Attempted](w)) != 2 || len(heard[wire.Noted](p)) != 2 {
					t.Fatal("the play went wrong")
				}
				if n := len(facts[fact.Proved](w)); (n == 0) != again {
					t.Errorf("%d proofs", n)
				}
			})
		})
	}
}

// P1: ten wrong codes an account and venue, on all servers together; then a
// steward alone can help, and nobody is told.
func TestTenTriesAVenueOnAllServers(t *testing.T) {
	for wrong, want := range map[int]bool{wire.MaxTries - 1: true, wire.MaxTries: false} {
		t.Run(fmt.Sprint(wrong), func(t *testing.T) {
			play(t, codes, func(t *testing.T, w *world) {
				c := w.config
				c.Songs = testConfig(w.hunt).Songs
				second := start(t, c)
				synctest.Wait()
				p := w.join("guesser")
				w.begin(p)
				for i := range wrong / 2 {
					p.knock("owls", w.wrong(i))
				}
				q := p.move(second)
				for i := range wrong - wrong/2 {
					q.knock("owls", w.wrong(i))
				}
				second.arrive(0, q)
				q.knock("owls", w.code(0, 0))
				if !second.eligible(q, 0) {
					t.Fatal("the player is not there")
				}
				if n := len(facts[fact.Proved](w)); (n == 1) != want {
					t.Errorf("after %d wrong codes a right one makes %d proofs", wrong, n)
				}
				if n := len(heard[wire.Noted](p)) + len(heard[wire.Noted](q)); n != wrong+1 {
					t.Errorf("%d answers to %d presentations", n, wrong+1)
				}
				if _, err := second.scan(0, "0123456789abcdef", q.pass().Text); err != nil {
					t.Fatal(err)
				}
				proved := facts[fact.Proved](w)
				if last := proved[len(proved)-1]; last.Way != fact.WayStaff || last.Steward != w.config.Keys.person("Ada") {
					t.Errorf("a steward could not help: %+v", proved)
				}
			})
		})
	}
}

// move goes on at another server with a resume code.
func (p *walker) move(to *world) *walker {
	p.w.t.Helper()
	p.say(wire.AskResume{})
	list := heard[wire.Resume](p)
	if len(list) == 0 {
		p.w.t.Fatal("no resume code came")
	}
	token := to.resumed(list[len(list)-1].Code)
	synctest.Wait()
	old, _ := p.w.byToken(p.token)
	if code := p.closed(); code != wire.CloseReplaced || old != nil {
		p.w.t.Errorf("the device at the other server was closed with %d, and its token is good", code)
	}
	q := &walker{w: to, token: token, name: p.name, at: p.at, sent: &record{}}
	q.connect()
	return q
}

// P1: guesses that the journal has not seen yet are tries all the same.
func TestABurstOfGuessesIsTenTries(t *testing.T) {
	for wrong, want := range map[int]bool{wire.MaxTries - 1: true, wire.MaxTries: false, 2 * wire.MaxTries: false} {
		t.Run(fmt.Sprint(wrong), func(t *testing.T) {
			j := &moody{Memory: journal.NewMemory()}
			play(t, also(codes, func(c *Config) { c.Journal = j }), func(t *testing.T, w *world) {
				p := w.join("guesser")
				w.begin(p)
				w.arrive(0, p)
				j.set(func() { j.gate = make(chan struct{}) })
				for i := range wrong {
					p.knock("owls", w.wrong(i))
				}
				p.knock("owls", w.code(0, 0))
				j.set(func() { close(j.gate); j.gate = nil })
				time.Sleep(2 * retryLast)
				if n := len(heard[wire.Noted](p)); n != wrong+1 {
					t.Errorf("%d answers to %d presentations", n, wrong+1)
				}
				if n := len(facts[fact.Proved](w)); (n == 1) != want {
					t.Errorf("after %d wrong codes at once a right one makes %d proofs", wrong, n)
				}
			})
		})
	}
}

// R8: a presentation is never lost and never waited for: while the desk has no
// room it stays with its player, and nobody's music stops.
func TestAFullDeskLosesNoPresentation(t *testing.T) {
	j := &moody{Memory: journal.NewMemory()}
	play(t, also(codes, func(c *Config) { c.Journal = j }), func(t *testing.T, w *world) {
		p := w.join("Zoë")
		w.begin(p)
		w.arrive(0, p)
		j.set(func() { j.gate = make(chan struct{}) })
		for w.desk.put(fact.Tick{}) {
		}
		at := w.hunt.At(w.now().UnixMilli())
		p.knock("owls", w.code(0, 0))
		for range 10 {
			stay(2*time.Second, p)
		}
		if len(heard[wire.Noted](p)) != 0 {
			t.Error("noted before the journal has it")
		}
		j.set(func() { close(j.gate); j.gate = nil })
		time.Sleep(pulseEvery + retryLast)
		if n := len(heard[wire.Noted](p)); n != 1 {
			t.Errorf("%d answers", n)
		}
		if proved := facts[fact.Proved](w); len(proved) != 1 || proved[0].At != int64(at) {
			t.Errorf("proved %+v, want it at %d, when it was typed", proved, at)
		}
	})
}

// Whoever types without end is sent away, and the journal stays short.
func TestAFloodOfPresentationsIsStopped(t *testing.T) {
	play(t, codes, func(t *testing.T, w *world) {
		p := w.join("flood")
		w.begin(p)
		for n := range 10 * burstShows {
			text, _ := wire.EncodeToServer(wire.Present{At: wire.AtDoor, Band: "owls", Code: w.wrong(n)})
			if p.conn.WriteMessage(1, text) != nil {
				break
			}
			synctest.Wait()
		}
		if code := p.closed(); code != wire.CloseGarbage {
			t.Errorf("closed with %d", code)
		}
		if n := len(facts[fact.Attempted](w)); n > burstShows+1 {
			t.Errorf("%d attempts in the journal", n)
		}
		p.connect()
		p.frame()
		p.knock("owls", w.wrong(0)) // another session is the same player
		if code := p.closed(); code != wire.CloseGarbage {
			t.Errorf("closed with %d", code)
		}
	})
}

// P4, R8: who leaves before 20 s are over was not there, whatever they typed.
func TestWhoLeavesBeforeTwentySecondsProvesNothing(t *testing.T) {
	for name, c := range map[string]struct {
		short int // frames of 2 s before counting as being there at which the player turns round
		want  int
	}{"18 s short": {9, 0}, "long enough": {0, 1}} {
		t.Run(name, func(t *testing.T) {
			play(t, codes, func(t *testing.T, w *world) {
				scout, p := w.join("scout"), w.join("Zoë")
				w.begin(scout, p)
				walks := w.walksFor(scout, 0)
				w.walk(p, 0, int(walks/(wire.FrameEvery*time.Second))-c.short)
				p.knock("owls", w.code(0, 0))
				toward(map[*walker]geo.Point{p: meet})
				if w.eligible(p, 0) != (c.want > 0) || len(facts[fact.Proved](w)) != c.want || len(heard[wire.Noted](p)) != 1 {
					t.Errorf("eligible %t, proved %+v", w.eligible(p, 0), facts[fact.Proved](w))
				}
			})
		})
	}
}
