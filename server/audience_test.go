package server

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crescendo/game"
	"crescendo/game/wire"
)

// What nobody classified goes to nobody: then a test says so (R12).
func TestEveryEventHasAnAudience(t *testing.T) {
	events := receivers(t, "../game/*.go", "event")
	classified := cases(t, "audience.go", "tell")
	if len(events) < 9 {
		t.Fatalf("found only the events %v", events)
	}
	for _, e := range events {
		if !slices.Contains(classified, "game."+e) {
			t.Errorf("game.%s is not in the switch of fold.tell: say who may hear it", e)
		}
	}
	for _, c := range classified {
		if c == "default" {
			t.Error("fold.tell has a default: an event that nobody thought of would go somewhere")
		} else if !slices.Contains(events, strings.TrimPrefix(c, "game.")) {
			t.Errorf("fold.tell has a case %s, which is no event", c)
		}
	}
}

// receivers returns the types that have a method.
func receivers(t *testing.T, pattern, method string) (types []string) {
	t.Helper()
	for _, f := range parse(t, pattern) {
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv != nil && fn.Name.Name == method {
				types = append(types, fn.Recv.List[0].Type.(*ast.Ident).Name)
			}
		}
	}
	return types
}

// cases returns the types of the one type switch in a function.
func cases(t *testing.T, file, function string) (types []string) {
	t.Helper()
	for _, d := range parse(t, file)[0].Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Name.Name != function {
			continue
		}
		ast.Inspect(fn, func(n ast.Node) bool {
			c, ok := n.(*ast.CaseClause)
			if ok && c.List == nil {
				types = append(types, "default")
			}
			if ok {
				for _, e := range c.List {
					s := e.(*ast.SelectorExpr)
					types = append(types, s.X.(*ast.Ident).Name+"."+s.Sel.Name)
				}
			}
			return true
		})
	}
	return types
}

func parse(t *testing.T, pattern string) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %v", pattern, err)
	}
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// The rules and the wire have lists of their own, because neither may import
// the other: they must have the same names in the same order.
func TestWordsAndFogAreTheSameOnBothSides(t *testing.T) {
	for _, prefix := range []string{"Word", "Fog"} {
		rules, words := constants(t, "../game/words.go", prefix), constants(t, "../game/wire/stream.go", prefix)
		if len(rules) < 4 || !slices.Equal(rules, words) {
			t.Errorf("the rules have %v, the wire has %v", rules, words)
		}
	}
	if wire.MaxFixes != game.MaxFixes || wire.MaxBands != game.MaxVenues || wire.MaxStep != 63 {
		t.Error("the rules and the wire have other limits")
	}
}

// constants returns the exported constants of a list in their order.
func constants(t *testing.T, file, prefix string) (names []string) {
	t.Helper()
	for _, d := range parse(t, file)[0].Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.CONST {
			continue
		}
		for _, s := range g.Specs {
			if name := s.(*ast.ValueSpec).Names[0].Name; strings.HasPrefix(name, prefix) {
				names = append(names, name)
			}
		}
	}
	return names
}

func TestEveryRefusalOfATuneHasItsWord(t *testing.T) {
	for result, want := range map[game.TuneResult]wire.TuneRefusal{
		game.TuneUnknown: wire.TuneUnknown, game.TuneTooSoon: wire.TuneTooSoon,
		game.TuneFull: wire.TuneFull, game.TuneOver: wire.TuneOver,
	} {
		if got := refusal(result); got != want {
			t.Errorf("%d is told as %q, want %q", result, got, want)
		}
	}
}
