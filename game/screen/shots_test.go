package screen

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/hajimehoshi/ebiten/v2"

	"crescendo/assets/player"
	"crescendo/game/client"
	"crescendo/game/sense"
	"crescendo/game/wire"
	"crescendo/maps/city"
	"crescendo/maps/geo"
)

// scenes are plays, each of which ends in a scene.
func scenes() []shot {
	before, after := evening1(17*time.Second), evening1(-95*time.Second)
	tuned := after
	tuned.Band, tuned.SwitchIn = "owls", 62_000
	late := tuned
	late.Band, late.Full = "ferry", []string{"ferry"}
	step := func(s uint8, w wire.Word, f wire.Fog) wire.Step {
		return wire.Step{Band: 0, Step: s, Word: w, Fog: f, Period: 200, Sequence: 1, CatchUp: 90}
	}
	abroad := tuned
	abroad.Hunt.Area = wire.PublicPlace{Lat: 600000000, Lon: 100000000, RadiusM: 800}
	abroad.Hunt.Virtual = false
	won := wire.Won{Band: "owls", Seat: 3, Venue: wire.PublicPlace{Name: "Behind the bakery", Lat: 488609000, Lon: 23412000}}
	return append([]shot{
		{name: "connecting", scene: Connecting},
		{name: "lobby", scene: Lobby, says: []wire.ToPlayer{before}},
		{name: "tune", scene: Tune, says: []wire.ToPlayer{after, wire.BandFull{Band: "ferry"}}},
		{name: "tune-wait", scene: Tune, open: bandsOpen, says: []wire.ToPlayer{tuned, step(31, wire.WordHunting, 0), wire.BandFull{Band: "ferry"}}},
		{name: "hunt-0", scene: Hunt, says: []wire.ToPlayer{tuned, step(0, wire.WordFar, 0)}},
		{name: "hunt-12", scene: Hunt, says: []wire.ToPlayer{tuned, step(12, wire.WordHunting, 0)}},
		{name: "hunt-37", scene: Hunt, says: []wire.ToPlayer{tuned, step(37, wire.WordHunting, 0)}},
		{name: "hunt-63", scene: Hunt, says: []wire.ToPlayer{tuned, step(63, wire.WordHunting, 0)}},
		{name: "hunt-fog", scene: Hunt, says: []wire.ToPlayer{tuned, step(37, wire.WordWeakGPS, 3)}},
		{name: "hunt-catchup", scene: Hunt, free: true, says: []wire.ToPlayer{tuned, step(20, wire.WordCatchUp, 1)}},
		{name: "hunt-lost", scene: Hunt, code: 1011, sound: SoundOff, says: []wire.ToPlayer{tuned, step(28, wire.WordHunting, 0)}},
		{name: "hunt-plain", scene: Hunt, abroad: true, says: []wire.ToPlayer{abroad, step(28, wire.WordHunting, 1)}},
		{name: "arrived", scene: Arrived, says: []wire.ToPlayer{tuned, step(63, wire.WordHunting, 0), wire.Arrived{Band: "owls", Provisional: 3}}},
		{name: "waiting", scene: Waiting, says: []wire.ToPlayer{late, wire.Waiting{Band: "ferry"}}},
		{name: "seat", scene: Seat, says: []wire.ToPlayer{tuned, step(63, wire.WordHunting, 0), won}},
		{name: "ended", scene: Ended, says: []wire.ToPlayer{tuned, won, results()}},
		{name: "ended-none", scene: Ended, code: wire.CloseNewHunt, again: true, says: []wire.ToPlayer{tuned, results()}},
		{name: "gone", scene: Gone, code: wire.CloseUnknown, again: true, says: []wire.ToPlayer{tuned}},
	}, guarded()...)
}

func results() wire.Ended {
	e := wire.Ended{Venues: []wire.RevealedVenue{
		{Band: "owls", Place: wire.PublicPlace{Name: "Behind the bakery", Lat: 488609000, Lon: 23412000}},
		{Band: "lanterns", Place: wire.PublicPlace{Name: "Canal lock", Lat: 488656000, Lon: 23612000}},
		{Band: "ferry", Place: wire.PublicPlace{Name: "Under the bridge", Lat: 488523000, Lon: 23512000}},
		{Band: "moss", Place: wire.PublicPlace{Name: "The old greenhouse", Lat: 488463000, Lon: 23372000}},
		{Band: "glass", Place: wire.PublicPlace{Name: "Passage of mirrors", Lat: 488709000, Lon: 23402000}},
	}}
	names := []string{"Amélie", "Player 4", "Zoé", "Okonkwo", "Player 23"}
	for _, b := range []string{"owls", "lanterns", "ferry", "moss", "glass"} {
		for i, n := range names {
			e.Standings = append(e.Standings, wire.Standing{Band: b, Seat: i + 1, Name: n})
		}
	}
	return e
}

// shot is a play to look at.
type shot struct {
	name   string
	scene  Scene
	says   []wire.ToPlayer
	code   int
	open   Panel
	digits string // of a code that is being typed
	typed  string // a code that was handed in
	sound  Sound
	again  bool
	free   bool
	abroad bool // where there is no city
}

// session plays it, at a place.
func (s shot) session(t testing.TB) (*client.Session, geo.Point) {
	t.Helper()
	at := geo.Point{Lat: 488583700, Lon: 23455000}
	if s.abroad {
		at = geo.Point{Lat: 600010000, Lon: 100030000}
	}
	session, _ := play(t, standing(at), s.code, func(st client.State) bool {
		switch {
		case s.code == 1011:
			return st.Connection == client.Lost
		case s.code != 0:
			return st.Connection == client.Gone
		case s.scene == Connecting:
			return st.Trouble != client.Trouble{}
		}
		return st.Fix.Known() && taken(st, s.says[len(s.says)-1])
	}, s.says...)
	if s.typed != "" && !session.PresentDoor("owls", s.typed) {
		t.Fatalf("%q is no code", s.typed)
	}
	return session, at
}

// set puts a play on a screen of a size.
func (s shot) set(t testing.TB, c *city.City, l sense.Language, w, h float64) *Game {
	t.Helper()
	session, at := s.session(t)
	stick := client.NewStick(nil)
	stick.Place(at)
	config := Config{Session: session, Stick: stick, City: c, Language: l}
	if s.again {
		config.Again = func() {}
	}
	g, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	g.local.open, g.local.under, g.local.digits = s.open, beneath(session.State()), s.digits
	g.Sound(s.sound)
	g.LayoutF(w, h)
	for range 90 { // everything has glided to where it goes
		if err := g.Update(); err != nil {
			t.Fatal(err)
		}
		if s.free && !g.camera.free {
			g.camera = g.camera.drag(xy{60, 30})
		}
	}
	return g
}

// taken tells whether a message has come into a state.
func taken(st client.State, m wire.ToPlayer) bool {
	switch m := m.(type) {
	case wire.Step:
		return st.Word == m.Word && st.Step == m.Step
	case wire.BandFull:
		return slices.Contains(st.Full, m.Band)
	case wire.Arrived:
		return slices.Contains(st.Arrived, m.Band)
	case wire.Waiting:
		return slices.Contains(st.Waiting, m.Band)
	case wire.Won:
		return st.Seat != nil
	case wire.Ended:
		return st.Ended != nil
	case wire.Noted:
		return st.Presented.Stage == client.StageNoted
	case wire.GateRefused:
		return st.GateRefused == m.Reason
	case wire.Pass:
		return st.Pass.Text == m.Text
	case wire.Resume:
		return st.Resume.Code == m.Code
	case wire.Out:
		return st.Out
	case wire.SeatGone:
		return st.SeatGone
	case wire.BandGone:
		return slices.Contains(st.Removed, m.Band)
	case wire.Broadcast:
		return len(st.Broadcasts) > 0
	}
	return st.Hunt.Rate != 0
}

func (g *Game) shoot() *image.RGBA {
	dst := ebiten.NewImage(int(g.width*g.scale), int(g.height*g.scale))
	defer dst.Deallocate()
	dst.Fill(color.Black)
	var got *image.RGBA
	g.Picture(func(i *image.RGBA) { got = i })
	g.Draw(dst)
	return got
}

func paris(t testing.TB) *city.City {
	t.Helper()
	c, err := city.Parse(player.Paris())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Every scene, in every shape of window, draws, and is the scene it should be.
// With SHOTS=DIR the pictures are kept there, to be looked at.
func TestShotsOfEveryScene(t *testing.T) {
	needsDisplay(t)
	folder, c := os.Getenv("SHOTS"), paris(t)
	for _, size := range [][2]float64{{412, 780}, {1280, 800}, {780, 360}, {600, 900}, {320, 568}} {
		for i, s := range scenes() {
			name := fmt.Sprintf("%s-%vx%v", s.name, size[0], size[1])
			t.Run(name, func(t *testing.T) {
				l := sense.Language(i % 2)
				if folder != "" && size[0] > 700 {
					l = 1 - l
				}
				g := s.set(t, c, l, size[0], size[1])
				if g.Scene() != s.scene {
					t.Errorf("the scene is %s, want %s", g.Scene(), s.scene)
				}
				img := g.shoot()
				if n := colours(img); n < 24 {
					t.Errorf("the picture has %d colours: nothing is on it", n)
				}
				if folder != "" {
					save(t, filepath.Join(folder, "screen-"+name+".png"), img)
				}
			})
		}
	}
}

func colours(img *image.RGBA) int {
	seen := map[[3]uint8]bool{}
	for i := 0; i < len(img.Pix); i += 4 * 3 {
		seen[[3]uint8(img.Pix[i:i+3])] = true
	}
	return len(seen)
}

func save(t testing.TB, name string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
