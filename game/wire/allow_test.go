package wire

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// mayLeave is every field that may reach a player, a spectator or anybody over
// HTTP, with its type. Whoever adds a line here has asked: could it tell where
// a venue is, or where another player is, before Won and Ended?
const mayLeave = `
Arrived.Band string
Arrived.Provisional int
Band.Colour string
Band.ID string
Band.Name string
Band.Song string
BandBoard.Colour string
BandBoard.Full bool
BandBoard.ID string
BandBoard.Name string
BandFree.Band string
BandFull.Band string
BandGone.Band string
Board.Bands []BandBoard
Board.Closes int64
Board.Hunt string
Board.Name string
Board.Next int64
Board.Opens int64
Board.Phase PhaseName
Board.Players int
Board.Rate int
Board.Seats int
Board.SeatsLeft int
Board.Server int64
Board.Standings []Standing
Board.Starts int64
Board.Venues []RevealedVenue
Broadcast.Server int64
Broadcast.Text string
Class.ID string
Class.Name string
Ended.Standings []Standing
Ended.Venues []RevealedVenue
ErrorReply.Code string
ErrorReply.Message string
GateRefused.Reason GateRefusal
Hunt.Admission int64
Hunt.Area PublicPlace
Hunt.Bands []Band
Hunt.BedSong string
Hunt.CityPath string
Hunt.Classes []Class
Hunt.Closes int64
Hunt.Commitment string
Hunt.Doors string
Hunt.Gate string
Hunt.ID string
Hunt.Invitation bool
Hunt.Meet []PublicPlace
Hunt.Name string
Hunt.Opens int64
Hunt.Rate int
Hunt.Seats int
Hunt.Starts int64
Hunt.Trust string
Hunt.Virtual bool
JoinReply.Nickname string
JoinReply.Number int
JoinReply.Token string
Noted.At string
Out.Reason string
Pass.For int64
Pass.Modules []uint8
Pass.Server int64
Pass.Size int
Pass.Text string
Pass.Typed string
Phase.Phase PhaseName
Phase.Server int64
PublicPlace.Lat int32
PublicPlace.Lon int32
PublicPlace.Name string
PublicPlace.RadiusM int32
Resume.Code string
Resume.For int64
RevealedVenue.Band string
RevealedVenue.Place PublicPlace
Standing.Band string
Standing.Name string
Standing.Seat int
Step.Band uint8
Step.CatchUp uint16
Step.Fog Fog
Step.Period uint8
Step.Sent uint64
Step.Sequence uint32
Step.Server int64
Step.Step uint8
Step.Word Word
Ticket.Modules []uint8
Ticket.Size int
Ticket.Text string
TuneRefused.Band string
TuneRefused.Reason TuneRefusal
TuneRefused.SwitchIn int64
Tuned.Band string
Tuned.SwitchIn int64
Waiting.Band string
Welcome.Arrived []string
Welcome.Band string
Welcome.Broadcasts []Broadcast
Welcome.Ended *Ended
Welcome.Epoch uint32
Welcome.Full []string
Welcome.Gated bool
Welcome.Gone []string
Welcome.Hunt Hunt
Welcome.Nickname string
Welcome.Number int
Welcome.Out string
Welcome.Phase PhaseName
Welcome.Seat *Won
Welcome.Server int64
Welcome.SwitchIn int64
Welcome.Version int
Welcome.Waiting []string
Won.Band string
Won.Seat int
Won.Ticket *Ticket
Won.Venue PublicPlace
`

// leaving is every type that a server hands out by itself.
var leaving = []any{
	Welcome{}, Phase{}, Tuned{}, TuneRefused{}, BandFull{}, Arrived{}, Waiting{}, Won{}, Ended{}, Step{}, // ToPlayer
	Noted{}, Gated{}, GateRefused{}, Pass{}, Resume{}, Out{}, Back{}, Broadcast{}, BandFree{}, BandGone{}, SeatGone{},
	Board{},                           // ToSpectator
	Hunt{}, JoinReply{}, ErrorReply{}, // over HTTP
}

func TestOnlyTheseFieldsMayLeave(t *testing.T) {
	fields := map[string]string{}
	for _, m := range leaving {
		collect(t, fields, reflect.TypeOf(m))
	}
	got := slices.Sorted(maps.Keys(fields))
	for i, f := range got {
		got[i] = f + " " + fields[f]
	}
	want := strings.Split(strings.TrimSpace(mayLeave), "\n")
	for _, f := range got {
		if !slices.Contains(want, f) {
			t.Errorf("%s may not leave: see mayLeave", f)
		}
	}
	for _, f := range want {
		if !slices.Contains(got, f) {
			t.Errorf("%s is allowed and does not exist: take it from mayLeave", f)
		}
	}
}

// collect notes the fields of a type and of what it holds, and refuses kinds
// that have room for what nobody thought of.
func collect(t *testing.T, fields map[string]string, typ reflect.Type) {
	t.Helper()
	switch typ.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		collect(t, fields, typ.Elem())
	case reflect.Struct:
		for i := range typ.NumField() {
			f := typ.Field(i)
			fields[typ.Name()+"."+f.Name] = strings.ReplaceAll(f.Type.String(), "wire.", "")
			if f.Anonymous {
				t.Errorf("%s.%s is embedded: its fields would travel under another's name", typ.Name(), f.Name)
			}
			collect(t, fields, f.Type)
		}
	case reflect.String, reflect.Bool, reflect.Int, reflect.Int32, reflect.Int64, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
	default:
		t.Errorf("%s is a %s: a float, a map or an any has room for a place", typ, typ.Kind())
	}
}

func TestAPlaceLeavesOnlyInHuntWonAndEnded(t *testing.T) {
	for line := range strings.SplitSeq(strings.TrimSpace(mayLeave), "\n") {
		field, typ, _ := strings.Cut(line, " ")
		if !strings.HasSuffix(typ, "PublicPlace") && !strings.HasSuffix(typ, "RevealedVenue") && !strings.HasSuffix(typ, "Won") {
			continue
		}
		switch field {
		case "Hunt.Area", "Hunt.Meet", "Won.Venue", "RevealedVenue.Place", "Ended.Venues":
		case "Board.Venues": // after the close only: the server's tests hold it
		case "Welcome.Seat": // the player's own Won again
		default:
			t.Errorf("%s carries a place", field)
		}
	}
}

// TestNoMessageIsForgotten reads the sources: whatever is sealed into one of
// the three directions stands in samples (or is binary) and, if it goes down,
// in leaving.
func TestNoMessageIsForgotten(t *testing.T) {
	for name, direction := range sealed(t) {
		known := name == "Frame" || name == "Step"
		for _, m := range samples {
			known = known || reflect.TypeOf(m).Name() == name
		}
		if !known {
			t.Errorf("%s has no sample, and so no golden file", name)
		}
		if direction == "toServer" {
			continue
		}
		if !slices.ContainsFunc(leaving, func(m any) bool { return reflect.TypeOf(m).Name() == name }) {
			t.Errorf("%s goes down and is missing in leaving", name)
		}
	}
}

func sealed(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if ok && fn.Recv != nil && slices.Contains([]string{"toServer", "toPlayer", "toSpectator"}, fn.Name.Name) {
				found[fn.Recv.List[0].Type.(*ast.Ident).Name] = fn.Name.Name
			}
		}
	}
	if len(found) < len(samples) {
		t.Fatalf("found %d sealed messages, want at least the %d samples", len(found), len(samples))
	}
	return found
}
