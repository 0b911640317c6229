package bot

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"crescendo/game/client"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// present answers a code as the rules do: plainly at the gate, always alike at a
// door.
func (g *guest) present(m wire.Present) {
	if m.At == wire.AtGate {
		if m.Code != wire.WithCheckDigit("424242") {
			g.say(wire.GateRefused{Reason: wire.GateCode})
			return
		}
		g.pass()
		return
	}
	g.say(wire.Noted{At: wire.AtDoor})
	g.mu.Lock()
	defer g.mu.Unlock()
	if m.Code == codeOf(m.Band) && m.Band == g.band && g.metres < 150 {
		g.seat()
	}
}

func (g *guest) pass() {
	g.mu.Lock()
	g.gated = true
	g.mu.Unlock()
	g.say(wire.Gated{})
}

func codeOf(band string) string {
	return wire.WithCheckDigit(map[string]string{"owls": "100001", "foxes": "200002"}[band])
}

// porter is a steward on a stage: at the plaza and at each venue. He sees who
// stands within 60 m.
type porter struct {
	*stage
	broken bool // the gate's screen shows nothing, and the doors' screens neither

	mu    sync.Mutex
	codes int
	looks int // that found a door
	shown map[string]int
	times []time.Time // at which a pass was shown at a door
}

func (p *porter) GateCode(context.Context) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.codes++; p.codes == 1 {
		return "", errors.New("the screen is dark")
	}
	if p.codes < 4 {
		return wire.WithCheckDigit("000000"), nil // another moment's
	}
	return wire.WithCheckDigit("424242"), nil
}

func (p *porter) Look(_ context.Context, at geo.Point) (string, bool) {
	for band, venue := range p.venues {
		if geo.Metres(at, venue) <= 60 && !p.broken {
			p.mu.Lock()
			p.looks++
			p.mu.Unlock()
			return codeOf(band), true
		}
	}
	return "", false
}

func (p *porter) Show(_ context.Context, at geo.Point, pass string) {
	p.mu.Lock()
	p.shown[pass]++
	p.mu.Unlock()
	p.stage.mu.Lock()
	var who *guest
	for g := range p.guests {
		if g.name == pass {
			who = g
		}
	}
	p.stage.mu.Unlock()
	switch {
	case who == nil:
		p.t.Errorf("a pass of nobody: %q", pass)
	case geo.Metres(at, middle) <= 60:
		who.pass()
	default:
		p.mu.Lock()
		p.times = append(p.times, time.Now())
		p.mu.Unlock()
		p.scan(at, who)
	}
}

func (p *porter) scan(at geo.Point, who *guest) {
	for _, venue := range p.venues {
		if geo.Metres(at, venue) <= 60 && !p.broken {
			p.stage.mu.Lock()
			who.seat()
			p.stage.mu.Unlock()
		}
	}
}

// guard puts a gate and doors on a stage, and a porter beside them.
func (s *stage) guard(gate, doors string) *porter {
	s.mu.Lock()
	s.hunt.Gate, s.hunt.Doors = gate, doors
	s.mu.Unlock()
	return &porter{stage: s, shown: map[string]int{}}
}

// R4, R8: through the gate and to a seat by a door, by codes or by passes, with
// what a person would hear and see and nothing else.
func TestBotsPassTheGateAndTheDoors(t *testing.T) {
	for _, way := range []string{"code", "staff"} {
		t.Run(way, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newStage(t, 4, map[string]geo.Point{"owls": den, "foxes": roof})
				defer s.close()
				porter := s.guard(way, way)
				c, said := s.config(4), &log{}
				c.Log, c.Steward = said.add, porter
				wait, stop := run(t.Context(), c)
				defer stop()
				<-time.After(90 * time.Minute / rate)
				if n := said.count("has seat"); n != 4 {
					t.Errorf("%d of 4 bots have a seat: %v; they said %v", n, said.lines, s.said)
				}
				if way == "staff" && (porter.looks > 0 || s.said["wire.Present"] > 0) {
					t.Errorf("%d looks, said %v: want passes alone", porter.looks, s.said)
				}
				if way == "code" && (len(porter.shown) > 0 || s.said["wire.AskPass"] > 0) {
					t.Errorf("passes shown %v, said %v: want codes alone", porter.shown, s.said)
				}
				stop()
				if err := wait(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// Who stays at a door without a seat presents themself again, as everybody is
// asked to: a pass every minute of the hunt, a code a minute after it was noted.
func TestABotPresentsItselfAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, 0, map[string]geo.Point{"owls": den}) // no seats at all
		defer s.close()
		porter := s.guard("", "staff")
		c := s.config(1)
		c.Steward = porter
		wait, stop := run(t.Context(), c)
		<-time.After(90 * time.Minute / rate)
		stop()
		wait()
		if len(porter.times) < 3 {
			t.Fatalf("shown %d times at the door in an hour and a half", len(porter.times))
		}
		for i := 1; i < len(porter.times); i++ {
			if d := porter.times[i].Sub(porter.times[i-1]) * rate; d < showAgain-longBeat {
				t.Errorf("shown again after %v of the hunt, want %v", d, showAgain)
			}
		}
	})
}

// Who waits after "noted" stands still: R8 wants them near.
func TestWhoIsNotedStays(t *testing.T) {
	at := client.Presentation{At: wire.AtDoor, Band: "owls", Stage: client.StageNoted}
	for name, c := range map[string]struct {
		change func(*client.State)
		stays  bool
	}{
		"noted, and loud":    {func(s *client.State) { s.Step, s.Presented = 61, at }, true},
		"noted, and quieter": {func(s *client.State) { s.Step, s.Presented = 50, at }, false},
		"asked again": {func(s *client.State) {
			s.Step, s.Presented = 61, client.Presentation{At: wire.AtDoor, Band: "owls", Stage: client.StageAgain}
		}, false},
		"noted elsewhere": {func(s *client.State) { s.Step, s.Presented, s.Band = 61, at, "foxes" }, false},
	} {
		s := running(c.change)
		if got := noted(s) && loud(s); got != c.stays {
			t.Errorf("%s: stays %v", name, got)
		}
	}
}

// Without anybody who gives codes, a hunt that wants them cannot be won: that is
// said once, and nobody runs about.
func TestBotsWithoutAStewardSaySo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, 4, map[string]geo.Point{"owls": den})
		defer s.close()
		s.guard("code", "code")
		c, said := s.config(3), &log{}
		c.Log = said.add
		wait, stop := run(t.Context(), c)
		<-time.After(time.Hour / rate)
		stop()
		wait()
		if said.count("nobody gives their codes to bots") != 1 || s.said["wire.Present"] != 0 || said.count("has seat") != 0 {
			t.Errorf("said %v, sent %v", said.lines, s.said)
		}
	})
}

// A steward who never answers holds up neither the walk nor the end.
func TestAStewardWhoDozesHoldsNothingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStage(t, 4, map[string]geo.Point{"owls": den})
		defer s.close()
		s.guard("code", "code")
		c := s.config(2)
		c.Steward = dozing{}
		wait, stop := run(t.Context(), c)
		<-time.After(time.Minute)
		began := time.Now()
		stop()
		wait()
		if d := time.Since(began); d > time.Second {
			t.Errorf("it took %v to end", d)
		}
	})
}

type dozing struct{}

func (dozing) GateCode(ctx context.Context) (string, error) { <-ctx.Done(); return "", ctx.Err() }
func (dozing) Look(ctx context.Context, _ geo.Point) (string, bool) {
	<-ctx.Done()
	return "", false
}
func (dozing) Show(ctx context.Context, _ geo.Point, _ string) { <-ctx.Done() }

// R4: with a gate the evening begins on the plaza: in a virtual hunt at once, in
// another after a short walk.
func TestBotsComeToThePlaza(t *testing.T) {
	for _, virtual := range []bool{true, false} {
		h := testHunt(middle)
		h.Gate, h.Virtual = "code", virtual
		p := newPlayer(nil, rand.New(rand.NewPCG(3, 0)))
		p.session = &asked{}
		p.Brief(h)
		p.begin()
		if d := geo.Metres(p.at, middle); (d == 0) != virtual || d > spread+fine {
			t.Errorf("virtual %v: begins %.0f m from the plaza", virtual, d)
		}
		s := client.State{Connection: client.Joined, Phase: wire.PhaseOpen, Hunt: h}
		for range 300 {
			p.live(s, beat, time.Unix(0, 0))
		}
		if d := geo.Metres(p.at, middle); d > 1 {
			t.Errorf("virtual %v: stands %.0f m from the plaza, not through the gate", virtual, d)
		}
	}
}
