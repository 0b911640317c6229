package bot

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"crescendo/game/client"
	"crescendo/game/walker"
	"crescendo/game/wire"
	"crescendo/maps/geo"
)

// running is a state in the middle of the evening.
func running(change func(*client.State)) client.State {
	s := client.State{
		Connection: client.Joined, Phase: wire.PhaseRunning, Band: "owls", Step: 20, Word: wire.WordHunting, Heard: time.Unix(1, 0), Gated: true,
		Hunt: wire.Hunt{Rate: 8, Bands: []wire.Band{{ID: "owls"}, {ID: "foxes"}}},
	}
	if change != nil {
		change(&s)
	}
	return s
}

func TestWhatABotMakesOfAState(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*client.State)
		want   walker.Hearing
	}{
		"music":                      {nil, walker.Playing},
		"out of earshot":             {func(s *client.State) { s.Word, s.Step = wire.WordFar, 0 }, walker.Playing},
		"before the gun":             {func(s *client.State) { s.Phase = wire.PhaseOpen }, walker.Deaf},
		"before the gun, at a venue": {func(s *client.State) { s.Phase, s.Word = wire.PhaseOpen, wire.WordWaiting }, walker.Deaf},
		"no fix yet":                 {func(s *client.State) { s.Word = wire.WordNoFix }, walker.Deaf},
		"too fast":                   {func(s *client.State) { s.Word = wire.WordTooFast }, walker.Deaf},
		"not heard yet":              {func(s *client.State) { s.Heard = time.Time{} }, walker.Deaf},
		"weak GPS":                   {func(s *client.State) { s.Word = wire.WordWeakGPS }, walker.Frozen},
		"the music catches up":       {func(s *client.State) { s.Word = wire.WordCatchUp }, walker.Frozen},
		"no network":                 {func(s *client.State) { s.Connection = client.Lost }, walker.Frozen},
		"no band":                    {func(s *client.State) { s.Band = "" }, walker.Taken},
		"told so":                    {func(s *client.State) { s.Word = wire.WordUntuned }, walker.Taken},
		"full":                       {func(s *client.State) { s.Full = []string{"owls"} }, walker.Taken},
		"told that it is full":       {func(s *client.State) { s.Word = wire.WordFull }, walker.Taken},
		"another is full":            {func(s *client.State) { s.Full = []string{"foxes"} }, walker.Playing},
		"arrived":                    {func(s *client.State) { s.Arrived = []string{"owls"} }, walker.Arrived},
		"arrived, and then full":     {func(s *client.State) { s.Arrived, s.Full = []string{"owls"}, []string{"owls"} }, walker.Arrived},
		"arrived, and no seat":       {func(s *client.State) { s.Arrived, s.Waiting = []string{"owls"}, []string{"owls"} }, walker.Taken},
		"arrived elsewhere":          {func(s *client.State) { s.Arrived, s.Waiting = []string{"foxes"}, []string{"foxes"} }, walker.Playing},
		"seated":                     {func(s *client.State) { s.Seat = &wire.Won{} }, walker.Arrived},
		"closing":                    {func(s *client.State) { s.Phase = wire.PhaseClosing }, walker.Arrived},
		"over":                       {func(s *client.State) { s.Phase = wire.PhaseOver }, walker.Arrived},
		"ended":                      {func(s *client.State) { s.Ended = &wire.Ended{} }, walker.Arrived},
		"told that it is over":       {func(s *client.State) { s.Word = wire.WordOver }, walker.Arrived},
		"not through the gate":       {func(s *client.State) { s.Word = wire.WordGate }, walker.Deaf},
		"its venue is removed":       {func(s *client.State) { s.Removed = []string{"owls"} }, walker.Taken},
		"out":                        {func(s *client.State) { s.Out = true }, walker.Arrived},
		"told that it is out":        {func(s *client.State) { s.Word = wire.WordOut }, walker.Arrived},
	} {
		if got := hearing(running(c.change)); got != c.want {
			t.Errorf("%s: hearing %d, want %d", name, got, c.want)
		}
	}
}

// asked is a session that remembers what was tuned.
type asked []string

func (a *asked) State() client.State           { return client.State{} }
func (a *asked) Tune(band string)              { *a = append(*a, band) }
func (*asked) PresentGate(string) bool         { return true }
func (*asked) PresentDoor(string, string) bool { return true }
func (*asked) ShowPass(bool)                   {}

func TestABotTunesWhatStillHasSeats(t *testing.T) {
	now := time.Unix(100, 0)
	for name, c := range map[string]struct {
		change func(*client.State)
		want   string // "" for nothing, "any" for either
	}{
		"has one":            {nil, ""},
		"has none":           {func(s *client.State) { s.Band = "" }, "any"},
		"before the gun":     {func(s *client.State) { s.Band, s.Phase = "", wire.PhaseOpen }, "any"},
		"full":               {func(s *client.State) { s.Full = []string{"owls"} }, "foxes"},
		"waiting there":      {func(s *client.State) { s.Arrived, s.Waiting = []string{"owls"}, []string{"owls"} }, "foxes"},
		"removed":            {func(s *client.State) { s.Removed = []string{"owls"} }, "foxes"},
		"one full, one gone": {func(s *client.State) { s.Full, s.Removed = []string{"owls"}, []string{"foxes"} }, ""},
		"out":                {func(s *client.State) { s.Band, s.Out = "", true }, ""},
		"all full":           {func(s *client.State) { s.Full = []string{"owls", "foxes"} }, ""},
		"full, not yet free": {func(s *client.State) { s.Full, s.SwitchAt = []string{"owls"}, now.Add(time.Second) }, ""},
		"offline":            {func(s *client.State) { s.Band, s.Connection = "", client.Lost }, ""},
		"seated":             {func(s *client.State) { s.Full, s.Seat = []string{"owls"}, &wire.Won{} }, ""},
		"a seat may come":    {func(s *client.State) { s.Arrived, s.Full = []string{"owls"}, []string{"owls"} }, ""},
		"over":               {func(s *client.State) { s.Band, s.Phase = "", wire.PhaseOver }, ""},
	} {
		got := &asked{}
		p := newPlayer(nil, rand.New(rand.NewPCG(1, 1)))
		p.session = got
		s := running(c.change)
		p.tune(s, now)
		p.tune(s, now) // and does not ask twice in a moment
		switch {
		case c.want == "" && len(*got) > 0, c.want != "" && len(*got) != 1, c.want == "foxes" && (*got)[0] != "foxes":
			t.Errorf("%s: asked for %v, want %q", name, *got, c.want)
		}
		p.clock += askAgain
		p.tune(s, now)
		if (len(*got) == 2) != (c.want != "") {
			t.Errorf("%s: asked for %v once %v are over", name, *got, askAgain)
		}
	}
}

// TestAPhoneIsWrongAsItSays: 95 of 100 fixes lie within the accuracy, which is
// between 8 m and 20 m, and errors last.
func TestAPhoneIsWrongAsItSays(t *testing.T) {
	within, n, jumps := 0, 0, 0.0
	var accuracies []float64
	for seed := range uint64(50) {
		g := newGPS(rand.New(rand.NewPCG(seed, 0)))
		before, _ := g.at(middle)
		for range 600 {
			g.move(1)
			p, accuracy := g.at(middle)
			if geo.Metres(p, middle) <= accuracy {
				within++
			}
			accuracies = append(accuracies, accuracy)
			jumps += geo.Metres(before, p)
			before, n = p, n+1
		}
	}
	if share := float64(within) / float64(n); math.Abs(share-0.95) > 0.015 {
		t.Errorf("%.1f %% of the fixes lie within their accuracy, want 95 %%", 100*share)
	}
	if lo, hi := slices.Min(accuracies), slices.Max(accuracies); lo < best || hi > worst || lo > best+1 || hi < worst-1 {
		t.Errorf("accuracy goes from %.1f m to %.1f m, want %v to %v", lo, hi, best, worst)
	}
	if mean := jumps / float64(n); mean < 1 || mean > 5 {
		t.Errorf("a fix lies %.1f m from the one a second before, want some metres: errors last", mean)
	}
}

func TestNicknamesAreHumanAndDiffer(t *testing.T) {
	seen := map[string]bool{}
	for i := range MaxPlayers {
		n := Nickname(i)
		if clean, err := wire.CleanNickname(n); err != nil || clean != n {
			t.Fatalf("bot %d is called %q: %v", i, n, err)
		}
		if seen[n] {
			t.Fatalf("bot %d is called %q, as another", i, n)
		}
		seen[n] = true
	}
	if a, b, c := Nickname(0), Nickname(60), Nickname(60*14+1); a != "Amélie" || b != "Amélie B." || c != "Oliver 14" {
		t.Errorf("%q, %q, %q", a, b, c)
	}
}
