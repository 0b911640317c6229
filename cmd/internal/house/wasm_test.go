package house

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crescendo/assets/host"
	"crescendo/game"
	"crescendo/game/huntfile"
	"crescendo/maps/geo"
)

// The built player is in everybody's hands: whoever unpacks it must find no
// venue of the demo, in words or in any form that a place has in this program.
func TestTheBuiltPlayerKnowsNoVenue(t *testing.T) {
	wasm := builtPlayer(t)
	for _, v := range demo(t).Venues {
		for form, secret := range spellings(v) {
			if bytes.Contains(wasm, secret) {
				t.Errorf("the built player holds venue %s as %s", v.ID, form)
			}
		}
		if written(wasm, v.Place) {
			t.Errorf("the built player holds venue %s in decimals", v.ID)
		}
	}
	if !bytes.Contains(wasm, []byte("OpenStreetMap contributors")) {
		t.Error("the built player lacks the map's credit: is this the player at all?")
	}
}

func TestTheBuiltPlayerHoldsNoCodeOfTheLeftTower(t *testing.T) {
	wasm := builtPlayer(t)
	for _, pkg := range append(left, "net/http", "github.com/gorilla/websocket") {
		if bytes.Contains(wasm, []byte("crescendo/"+pkg+".")) || bytes.Contains(wasm, []byte(pkg+".(*")) {
			t.Errorf("the built player holds code of %s", pkg)
		}
	}
	if !bytes.Contains(wasm, []byte("crescendo/game/client.")) {
		t.Error("the built player has no names of game/client in it: this test no longer sees names")
	}
}

// spellings are the ways in which a venue could stand in a file.
func spellings(v game.Venue) map[string][]byte {
	e7 := binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(nil, uint32(v.Place.Lat)), uint32(v.Place.Lon))
	degrees := binary.LittleEndian.AppendUint64(nil, math.Float64bits(v.Place.LatDegrees()))
	return map[string][]byte{
		"its name": []byte(v.Name),
		"its id":   []byte("id: " + v.ID),
		"integers": e7,
		"a float":  degrees,
	}
}

// written tells whether a place's latitude and longitude stand beside each
// other in decimals. One alone is no place: streets have such latitudes too.
func written(b []byte, p geo.Point) bool {
	const beside = 40 // bytes
	lat, lon := []byte(decimal(p.Lat)), []byte(decimal(p.Lon))
	for {
		i := bytes.Index(b, lat)
		if i < 0 {
			return false
		}
		b = b[i+len(lat):]
		if bytes.Contains(b[:min(len(b), beside)], lon) {
			return true
		}
	}
}

// decimal writes positive 1e-7 degrees without zeros at the end.
func decimal(e7 int32) string {
	return strings.TrimRight(fmt.Sprintf("%d.%07d", e7/1e7, e7%1e7), "0")
}

func TestTheSearchWouldFindAVenue(t *testing.T) {
	v := demo(t).Venues[0]
	planted := append([]byte("wasm…"), host.Demo()...)
	found := 0
	for _, secret := range spellings(v) {
		if bytes.Contains(planted, secret) {
			found++
		}
	}
	if found != 2 || !written(planted, v.Place) { // name and id
		t.Errorf("of the demo's own text the search finds %d spellings of a venue, want 2, and its place: %v", found, written(planted, v.Place))
	}
}

func demo(t *testing.T) *game.Hunt {
	t.Helper()
	h, report := huntfile.Read("demo.yaml", host.Demo(), huntfile.World{})
	if h == nil {
		t.Fatal(report.String())
	}
	return h
}

func builtPlayer(t *testing.T) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join(root, "assets/host/player/player.wasm.gz"))
	if errors.Is(err, fs.ErrNotExist) {
		if testing.Short() {
			t.Skip("the player is not built: make player")
		}
		t.Fatal("the player is not built; run: make player")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	unpack, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	wasm, err := io.ReadAll(unpack)
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}
