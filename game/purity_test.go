package game

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// mayHoldFloats are the files of one player's runner, of loudness and of the
// hunt. All others, a new one too, belong to the race: every auditor computes
// the same seats, and floats differ between processors.
var mayHoldFloats = []string{
	"hunt.go", "par.go", "commitment.go", "runner.go", "fixes.go", "track.go", "tokens.go", "oracle.go", "dial.go", "tell.go", "fence.go", "gate.go", "warp.go", "quality.go", "snapshot.go",
}

// never are the packages that would make the rules depend on more than their
// inputs.
var never = map[string]string{
	"time":         "time is an input",
	"math/rand":    "chance is an input",
	"math/rand/v2": "chance is an input",
	"crypto/rand":  "chance is an input",
	"sync":         "nothing is shared",
	"sync/atomic":  "nothing is shared",
	"context":      "nothing waits",
	"log":          "what happens is an event",
	"log/slog":     "what happens is an event",
	"os":           "no file, no environment",
	"net":          "no network",
	"unsafe":       "bytes are what they seem",
}

func TestRulesArePure(t *testing.T) {
	for name, file := range sources(t) {
		for _, spec := range file.Imports {
			path, _ := strconv.Unquote(spec.Path.Value)
			if why, bad := never[path]; bad {
				t.Errorf("%s imports %s: %s", name, path, why)
			}
			if path == "math" && !slices.Contains(mayHoldFloats, name) && usesFloats(file) {
				t.Errorf("%s takes floats from math", name)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if what := impure(n); what != "" {
				t.Errorf("%s has a %s", name, what)
			}
			return true
		})
	}
}

func impure(n ast.Node) string {
	switch n := n.(type) {
	case *ast.GoStmt:
		return "goroutine"
	case *ast.ChanType, *ast.SelectStmt, *ast.SendStmt:
		return "channel"
	case *ast.FuncDecl:
		if n.Name.Name == "init" && n.Recv == nil {
			return "func init"
		}
	}
	return ""
}

func TestR9RaceHoldsNoFloat(t *testing.T) {
	files := sources(t)
	for name, file := range files {
		if !slices.Contains(mayHoldFloats, name) && usesFloats(file) {
			t.Errorf("%s belongs to the race and holds a float", name)
		}
	}
	for _, name := range mayHoldFloats {
		if files[name] == nil {
			t.Errorf("%s is on the list and does not exist", name)
		}
	}
	if !usesFloats(files["tokens.go"]) {
		t.Error("tokens.go holds floats and none is found: the test is blind")
	}
}

// usesFloats tells whether a file names a type of floats, writes a number of
// one, or calls what of math works on them.
func usesFloats(file *ast.File) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			found = found || strings.HasPrefix(n.Name, "float") || strings.HasPrefix(n.Name, "complex") || n.Name == "seconds"
		case *ast.BasicLit:
			found = found || n.Kind == token.FLOAT || n.Kind == token.IMAG
		case *ast.SelectorExpr:
			x, ok := n.X.(*ast.Ident)
			found = found || ok && x.Name == "math" && !strings.HasPrefix(n.Sel.Name, "Max") && !strings.HasPrefix(n.Sel.Name, "Min")
			found = found || ok && x.Name == "geo"
		}
		return !found
	})
	return found
}

// sources parses the package's files, but for its tests.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]*ast.File{}
	for _, e := range entries {
		name := e.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if files[name], err = parser.ParseFile(token.NewFileSet(), name, nil, 0); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// Ranging over a map has another order each time: no event may come of it. So
// the rules range over none.
func TestRulesRangeOverNoMap(t *testing.T) {
	files := sources(t)
	maps := map[string]bool{}
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if f, ok := n.(*ast.Field); ok {
				if _, ok := f.Type.(*ast.MapType); ok {
					for _, name := range f.Names {
						maps[name.Name] = true
					}
				}
			}
			return true
		})
	}
	if !maps["players"] {
		t.Fatal("the race's players are in no map: the test is blind")
	}
	for name, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if r, ok := n.(*ast.RangeStmt); ok {
				if x, ok := r.X.(*ast.SelectorExpr); ok && maps[x.Sel.Name] {
					t.Errorf("%s ranges over the map %s", name, x.Sel.Name)
				}
			}
			return true
		})
	}
}
