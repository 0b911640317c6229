package house

import (
	"fmt"
	"go/build"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const root = "../../.."

// rooms lists every package with what of ours it may import. Adding a line
// here changes the drawing in the README.
var rooms = []struct {
	pkg    string
	may    string
	reason string
}{
	{"game", "game/fact maps/geo", "the rules know places and facts, and nothing that does something"},
	{"game/fact", "", "canonical bytes depend on nothing that changes"},
	{"game/audit", "game game/fact", "whoever counts an evening again needs the rules and the record, and no server"},
	{"game/huntfile", "game maps/geo audio/decode", "it reads what an organiser wrote into the rules' words"},
	{"game/huntfile/places", "game/huntfile maps/geo", "it reads what other programs wrote, and writes what huntfile reads"},
	{"game/wire", "", "the bridge stands alone: nothing it could say is secret"},
	{"game/client", "game/wire maps/geo maps/track", "a device knows what the wire says and where it is"},
	{"game/walker", "", "how somebody walks by what they sense, and by nothing else"},
	{"game/bot", "game/client game/walker game/wire maps/city maps/geo", "a bot is a player: it holds what a player holds"},
	{"game/sense", "game/wire", "a step is told from the step alone"},
	{"game/screen", "game/client game/sense game/wire maps/city maps/geo", "a screen shows what the device knows"},
	{"game/attack", "game game/fact game/walker maps/geo", "the suite that keeps the secret attacks the real rules, and walks them as players do"},
	{"server", "game game/audit game/fact game/wire maps/geo server/door server/journal server/keep", "the authority judges, and speaks only the wire"},
	{"server/journal", "", "opaque bytes in one order"},
	{"server/keep", "", "opaque bytes about people, and no order"},
	{"server/door", "game/wire server/door/qr", "codes, passes and pages of gate and doors: it decides nothing, the server does"},
	{"server/door/qr", "", "a leaf: what a camera sees is text, or nothing"},
	{"maps/geo", "", "a leaf that both towers may use"},
	{"maps/city", "maps/geo", "a leaf: streets are public"},
	{"maps/city/picture", "maps/city maps/geo", "a look at a whole city, for the same tool"},
	{"maps/city/osm", "maps/city maps/geo", "it builds cities for a tool: a player never links it"},
	{"maps/track", "maps/geo", "a leaf: recorded movement"},
	{"audio/mix", "", "step to sound, without a device"},
	{"audio/decode", "", "a leaf: files to samples"},
	{"audio/compose", "audio/decode audio/mix", "songs come from code, and are measured like any other"},
	{"audio/compose/render", "audio/compose", "the tool behind go generate"},
	{"audio/speaker", "audio/decode audio/mix", "it plays the mix"},
	{"assets/host", "", "what the server carries: demo hunt, pages, songs, the built player"},
	{"assets/player", "", "what the player carries: fonts, icons, pocket Paris"},
	{"cmd/crescendo", "assets/host assets/player audio/decode game game/audit game/bot game/huntfile game/huntfile/places game/wire maps/city maps/city/osm maps/city/picture maps/geo server server/door server/journal server/keep",
		"the one place where both towers meet"},
	{"cmd/player", "assets/player audio/mix audio/speaker game/client game/screen game/sense game/wire maps/city maps/geo maps/track",
		"it puts the right tower together, and holds nothing of the left"},
	{"cmd/scanner", "server/door/qr", "it reads a picture, and knows nothing of what it reads"},
	{"cmd/internal/attack", "game/attack", "plays the suite that keeps the secret, and writes its table"},
	{"cmd/internal/house", "", "tests only"},
	{"cmd/internal/camera", "server/door/qr", "pictures of codes, in tests"},
	{"cmd/internal/display", "", "windows on a machine without a screen, in tests"},
	{"cmd/internal/browser", "", "drives a real browser in tests"},
	{"cmd/internal/tally", "", "counts tests and refuses silent skips"},
}

// doors lists every outside library that the program links, and where it may
// come in. "…" behind a package stands for its subpackages too.
var doors = []struct {
	lib    string
	in     string
	reason string
}{
	{"github.com/paulmach/orb", "maps/…", "geometry has one door"},
	{"github.com/gorilla/websocket", "server game/client cmd/internal/browser", "sockets are opened at the two ends of the wire only"},
	{"github.com/hajimehoshi/ebiten/v2", "game/screen audio/speaker cmd/player", "the engine draws and sounds; no rule depends on it"},
	{"github.com/jfreymuth/oggvorbis", "audio/decode", "files become samples in one place"},
	{"github.com/jfreymuth/vorbis", "audio/decode", "its headers are bounded before they are believed"},
	{"go.yaml.in/yaml/v4", "game/huntfile", "one file is written by people"},
	{"filippo.io/age", "cmd/crescendo", "a backup is locked by those who know how"},
	{"golang.org/x/term", "cmd/crescendo", "a passphrase is typed unseen"},
	{"github.com/nats-io/nats-server/v2", "server/journal", "one engine for facts, and no rule knows it"},
	{"github.com/nats-io/nats.go", "server/journal", "one engine for facts, and no rule knows it"},
	{"github.com/gofrs/flock", "cmd/crescendo server/journal", "one process owns a data folder"},
	{"golang.org/x/image", "game/screen assets/player maps/city/picture", "fonts and pictures"},
	{"github.com/pquerna/otp", "server/door", "the codes of RFC 6238 have one door"},
	{"github.com/boombuler/barcode", "server/door/qr", "squares are made in one place"},
	{"github.com/makiuchi-d/gozxing", "server/door/qr", "and read in the same"},
	{"golang.org/x/text", "game/screen game/sense game/wire server", "people's languages and names"},
}

// std lists parts of the standard library that have doors of their own.
var std = []struct {
	path   string
	in     string
	reason string
}{
	{"os", "cmd/… server/journal server/keep audio/compose/render", "files and processes belong to commands, to the journal, and to what may be forgotten"},
	{"flag", "cmd/… audio/compose/render", "settings come in as values below cmd"},
	{"os/exec", "cmd/… audio/compose/render", "only commands start programs"},
	{"net/http", "server server/door game/client game/bot cmd/…", "the two ends of the wire"},
	{"log", "", "log/slog, handed in, or nothing"},
	{"math/rand", "", "chance comes in as an input; math/rand/v2 with a seed where it is needed"},
	{"unsafe", "", "nothing here is worth it"},
}

// platforms are the systems that are built: the drawing holds on each.
var platforms = []string{"linux/amd64", "windows/amd64", "darwin/arm64", "js/wasm"}

// right are the packages in a player's hand.
var right = []string{"game/client", "game/walker", "game/bot", "game/sense", "game/screen", "audio/mix", "audio/speaker", "audio/compose", "assets/player", "cmd/player"}

// left are the packages that know the secret.
var left = []string{"game", "game/fact", "game/audit", "game/huntfile", "game/huntfile/places", "game/attack", "server", "server/journal", "server/keep", "server/door", "assets/host", "cmd/crescendo"}

func TestPackagesImportWhatTheDrawingShows(t *testing.T) {
	allowed := map[string][]string{}
	for _, r := range rooms {
		allowed[r.pkg] = strings.Fields(r.may)
	}
	eachFile(t, func(file, pkg string, imports []string) {
		may, known := allowed[pkg]
		if !known {
			t.Errorf("%s: package %s is not in the drawing: add it to rooms, with its reason, and to the README", file, pkg)
			return
		}
		for _, imp := range imports {
			own, ok := strings.CutPrefix(imp, "crescendo/")
			if ok && !isTest(file) && !slices.Contains(may, own) {
				t.Errorf("%s imports %s: %s", file, own, reasonFor(pkg))
			}
		}
	})
}

func TestTheRightTowerNeverImportsTheLeft(t *testing.T) {
	eachFile(t, func(file, pkg string, imports []string) {
		if !slices.Contains(right, pkg) {
			return
		}
		for _, imp := range imports { // tests too: what they need of the left, they fake
			own, _ := strings.CutPrefix(imp, "crescendo/")
			if slices.Contains(left, own) {
				t.Errorf("%s imports %s: code in a player's hand must not be able to name what knows the secret", file, own)
			}
		}
	})
}

func TestLibrariesComeInByTheirDoors(t *testing.T) {
	eachFile(t, func(file, pkg string, imports []string) {
		for _, imp := range imports {
			if strings.HasPrefix(imp, "crescendo/") {
				continue
			}
			if strings.Contains(strings.Split(imp, "/")[0], ".") {
				checkDoor(t, file, pkg, imp)
				continue
			}
			for _, d := range std {
				if imp == d.path && !isTest(file) && !within(pkg, d.in) {
					t.Errorf("%s imports %s: %s", file, imp, d.reason)
				}
			}
			if imp == "syscall/js" && !strings.HasSuffix(strings.TrimSuffix(file, "_test.go"), "_js.go") && !strings.HasSuffix(file, "_js_test.go") && !strings.Contains(file, "/testdata/") {
				t.Errorf("%s imports syscall/js: only files named *_js.go may", file)
			}
		}
	})
}

func checkDoor(t *testing.T, file, pkg, imp string) {
	t.Helper()
	for _, d := range doors {
		if imp == d.lib || strings.HasPrefix(imp, d.lib+"/") {
			if !within(pkg, d.in) && !isTest(file) {
				t.Errorf("%s imports %s, whose door is %s: %s", file, imp, d.in, d.reason)
			}
			return
		}
	}
	if !isTest(file) {
		t.Errorf("%s imports %s, which has no door: add it to doors with its reason, and say in the commit what it replaces, who keeps it, and what it costs", file, imp)
	}
}

func TestThePlayerInABrowserStaysSmall(t *testing.T) {
	heavy := []string{"net/http", "github.com/gorilla/websocket", "github.com/jfreymuth/oggvorbis"}
	eachFileOn(t, "js/wasm", func(file, pkg string, imports []string) {
		if !slices.Contains(right, pkg) || isTest(file) || pkg == "game/bot" || pkg == "audio/compose" {
			return
		}
		for _, imp := range imports {
			if slices.Contains(heavy, imp) {
				t.Errorf("%s imports %s when built for the browser, where the platform does that itself", file, imp)
			}
		}
	})
}

func TestEveryPackageSaysWhichQuestionItAnswers(t *testing.T) {
	seen := map[string]bool{}
	eachFile(t, func(file, pkg string, _ []string) { seen[pkg] = true })
	for _, r := range rooms {
		if !seen[r.pkg] {
			t.Errorf("the drawing has a package %s that does not exist", r.pkg)
			continue
		}
		doc := packageDoc(t, filepath.Join(root, r.pkg))
		if !strings.Contains(firstSentence(doc), "answers") && !strings.HasPrefix(doc, "Command ") {
			t.Errorf("package %s: its documentation should open with the question it answers, or with Command: %q", r.pkg, firstSentence(doc))
		}
	}
}

func packageDoc(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.PackageClauseOnly)
		if err == nil && f.Doc != nil && f.Doc.Text() != "" {
			return f.Doc.Text()
		}
	}
	return ""
}

func firstSentence(doc string) string {
	s, _, _ := strings.Cut(doc, "\n\n")
	return strings.ReplaceAll(s, "\n", " ")
}

func reasonFor(pkg string) string {
	for _, r := range rooms {
		if r.pkg == pkg {
			return fmt.Sprintf("%s may import only [%s]: %s", pkg, r.may, r.reason)
		}
	}
	return ""
}

func within(pkg, list string) bool {
	for _, in := range strings.Fields(list) {
		prefix, deep := strings.CutSuffix(in, "…")
		if pkg == in || deep && strings.HasPrefix(pkg+"/", prefix) {
			return true
		}
	}
	return false
}

func isTest(file string) bool { return strings.HasSuffix(file, "_test.go") }

func eachFile(t *testing.T, fn func(file, pkg string, imports []string)) {
	t.Helper()
	for _, p := range platforms {
		eachFileOn(t, p, fn)
	}
}

func eachFileOn(t *testing.T, platform string, fn func(file, pkg string, imports []string)) {
	t.Helper()
	system := build.Default
	system.GOOS, system.GOARCH, _ = strings.Cut(platform, "/")
	system.CgoEnabled = false
	files := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata" || name == "node_modules") {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(name) != ".go" {
			return nil
		}
		dir, _ := filepath.Split(path)
		if ok, err := system.MatchFile(dir, name); err != nil || !ok {
			return err
		}
		files++
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		fn(rel, strings.TrimSuffix(rel, "/"+name), importsOf(t, path))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files == 0 {
		t.Fatalf("no Go file found for %s", platform)
	}
}

func importsOf(t *testing.T, path string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, spec := range f.Imports {
		imp, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, imp)
	}
	return list
}
