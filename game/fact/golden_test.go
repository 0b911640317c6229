package fact

import (
	"bytes"
	"encoding/hex"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"
)

// golden reads the bytes of a file of hex digits with # comments.
func golden(t testing.TB, name string) []byte {
	t.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var digits strings.Builder
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		digits.WriteString(strings.Join(strings.Fields(line), ""))
	}
	b, err := hex.DecodeString(digits.String())
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return b
}

func id(name string, last byte) (b [16]byte) {
	copy(b[:], name)
	b[15] = last
	return b
}

// all is what testdata/all.hex says.
func all() Record {
	hash := [32]byte{31: 15}
	for i := range 16 {
		hash[i] = 0xff
	}
	return Record{
		Node: Node{0, 1, 2, 3, 4, 5, 6, 7}, Boot: 5, Number: 256, Clock: 1782000000000, Rules: 2,
		Facts: []Fact{
			Committed{hash}, Opened{}, Started{},
			Joined{Player: id("ann", 1), Salt: id("salt", 2), Class: 2, Invitation: 65537},
			Gated{Player: id("ann", 1), Way: WayCode, Device: 7, Steward: Person{}},
			Resumed{Player: id("ann", 1), Code: id("code", 3), Spent: false, By: Person{'s', 7: 9}},
			Resumed{Player: id("ann", 1), Code: id("code", 3), Spent: true},
			Attempted{Player: id("ann", 1), Venue: 3, Way: WayCode, Device: 4<<16 | 1, At: 3600000, Claimed: 3600000},
			Proved{Player: id("ann", 1), Venue: 3, Way: WayStaff, Device: 4<<16 | 1, Steward: Person{'s', 7: 9}, At: 3600001, Claimed: -1},
			SlotClosed{720},
			Beacon{Value: hash, By: Person{'o', 7: 1}},
			Acted{Act: ActGiveBack, By: Person{'o', 7: 1}, Reason: hash, Player: id("ann", 1), Venue: 3, Number: 258, Hash: hash},
			Tick{}, Closed{},
		},
	}
}

// R13: one record has one encoding. These files change only with the format.
func TestR13GoldenRecords(t *testing.T) {
	for name, r := range map[string]Record{
		"all.hex":   all(),
		"empty.hex": {Node: Node(bytes.Repeat([]byte{255}, 8)), Boot: math.MaxUint64, Number: math.MaxUint64, Clock: math.MinInt64, Rules: math.MaxUint16},
	} {
		want := golden(t, name)
		if got := r.Append(nil); !bytes.Equal(got, want) {
			t.Errorf("%s: Append gives\n%x, want\n%x", name, got, want)
		}
		if got, err := Decode(want); err != nil || !reflect.DeepEqual(got, r) {
			t.Errorf("%s: Decode gives\n%+v, %v, want\n%+v", name, got, err, r)
		}
	}
}

// The figures come from Python's hashlib over the golden files.
func TestR13HeadChainsRecords(t *testing.T) {
	first := Head([32]byte{}, golden(t, "all.hex"))
	second := Head(first, golden(t, "empty.hex"))
	for _, c := range []struct {
		got  [32]byte
		want string
	}{
		{first, "38df582b13c5dfebbe19613b347e66ae7e91e0eb74e8ca2db47bb18e18c2d8ac"},
		{second, "b3ff7554fb82f4a6256e1928e5141d8fbf146f44ed27db11b14e5b3aa4eae732"},
	} {
		if hex.EncodeToString(c.got[:]) != c.want {
			t.Errorf("head %x, want %s", c.got, c.want)
		}
	}
}

// Every kind of fact that there is stands in the golden record, so a new one
// cannot come without its bytes.
func TestR13EveryKindIsGolden(t *testing.T) {
	seen := map[kind]bool{}
	for _, f := range all().Facts {
		seen[f.kind()] = true
	}
	for k := range 256 {
		if _, known := kind(k).size(); known != seen[kind(k)] {
			t.Errorf("kind %d: known %v, golden %v", k, known, seen[kind(k)])
		}
	}
}
