package huntfile

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"
)

// editor returns the schema as an editor would use it.
func editor(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("hunt.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("hunt.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asJSON is what an editor makes of a YAML text. Read looks through quotes, so
// values are taken as if they had none.
func asJSON(n *yaml.Node, depth int) any {
	n = dealias(n)
	switch {
	case depth > 6:
		return "too deep"
	case n.Kind == yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = asJSON(n.Content[i+1], depth+1)
		}
		return m
	case n.Kind == yaml.SequenceNode:
		list := []any{}
		for _, e := range n.Content {
			list = append(list, asJSON(e, depth+1))
		}
		return list
	case n.Tag == "!!null" && n.Style == 0:
		return nil
	case decimal.MatchString(n.Value):
		return json.Number(strings.TrimPrefix(n.Value, "+"))
	case n.Value == "true", n.Value == "false":
		return n.Value == "true"
	}
	return n.Value
}

func validate(t testing.TB, s *jsonschema.Schema, src []byte) error {
	t.Helper()
	text, bad := clean(src)
	if bad != nil {
		t.Fatal(bad)
	}
	root, bad := parse(text)
	if bad != nil {
		t.Fatal(bad)
	}
	return s.Validate(asJSON(root, 0))
}

func TestTheSchemaTakesEveryGoodHunt(t *testing.T) {
	s := editor(t)
	good, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(good) == 0 {
		t.Fatalf("%v, %v", good, err)
	}
	for _, name := range append(good, "../../assets/host/demo.yaml") {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := validate(t, s, src); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What is wrong with these, keys and values show alone.
func TestTheSchemaRefusesWhatIsBuiltWrong(t *testing.T) {
	s := editor(t)
	for _, name := range []string{"bands", "keys", "list", "many", "missing", "nothing", "odd", "venues", "weaker", "words"} {
		src, err := os.ReadFile("testdata/bad/" + name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		text, bad := clean(src)
		if bad != nil {
			t.Fatal(bad)
		}
		root, bad := parse(text)
		if bad != nil {
			t.Errorf("%s is no YAML: %+v", name, bad)
			continue
		}
		if err := s.Validate(asJSON(root, 0)); err == nil {
			t.Errorf("the schema takes %s", name)
		}
	}
}

// everyKey is a hunt with every key that there is.
func everyKey(t *testing.T) *yaml.Node {
	t.Helper()
	src, err := os.ReadFile("testdata/every-key.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root, bad := parse(src)
	if bad != nil {
		t.Fatal(bad)
	}
	return root
}

// Every key of the tables is in a file, and whatever is written wrongly behind
// it is noticed: the reader reads what the schema tells editors.
func TestEveryKeyIsReadAndInTheSchema(t *testing.T) {
	s := editor(t)
	root := everyKey(t)
	count := 0
	eachKey(t, root, huntKeys, func(k key, val *yaml.Node) {
		count++
		was := *val
		*val = yaml.Node{Kind: yaml.MappingNode, Line: was.Line, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Value: "nonsense"}, {Kind: yaml.ScalarNode, Value: "7"}}}
		r := &reader{world: street}
		r.hunt(root)
		if said := r.report.String(); !r.refused || !strings.Contains(said, k.name+" is") && !strings.Contains(said, "nonsense") {
			t.Errorf("%s as a group of nonsense: the reader says %q", k.name, said)
		}
		if err := s.Validate(asJSON(root, 0)); err == nil {
			t.Errorf("%s as a group of nonsense: the schema takes it", k.name)
		}
		*val = was
	})
	if err := s.Validate(asJSON(root, 0)); err != nil || count < 40 {
		t.Errorf("%d keys, %v", count, err)
	}
}

// eachKey calls fn for each key of the tables with what the file says there,
// and refuses a file that leaves one out.
func eachKey(t *testing.T, n *yaml.Node, g *group, fn func(key, *yaml.Node)) {
	t.Helper()
	for _, k := range g.keys {
		i := slices.IndexFunc(n.Content, func(c *yaml.Node) bool { return c.Value == k.name })
		if i < 0 || i%2 != 0 {
			t.Errorf("every-key.yaml has no %s", k.name)
			continue
		}
		val := n.Content[i+1]
		fn(k, val)
		switch k.kind {
		case single:
			eachKey(t, val, k.keys, fn)
		case many:
			eachKey(t, val.Content[0], k.keys, fn)
		}
	}
}

// A key that no table has is refused by both.
func TestNobodyTakesAForeignKey(t *testing.T) {
	s := editor(t)
	root := everyKey(t)
	for _, n := range groups(root) {
		n.Content = append(n.Content, &yaml.Node{Kind: yaml.ScalarNode, Value: "colours", Line: n.Line}, &yaml.Node{Kind: yaml.ScalarNode, Value: "7", Line: n.Line})
		r := &reader{world: street}
		r.hunt(root)
		if !strings.Contains(r.report.String(), `"colours" is no key that is known here`) {
			t.Errorf("line %d: the reader says %q", n.Line, r.report)
		}
		if s.Validate(asJSON(root, 0)) == nil {
			t.Errorf("line %d: the schema takes a foreign key", n.Line)
		}
		n.Content = n.Content[:len(n.Content)-2]
	}
}

func groups(n *yaml.Node) (list []*yaml.Node) {
	if n.Kind == yaml.MappingNode {
		list = append(list, n)
	}
	for _, c := range n.Content {
		list = append(list, groups(c)...)
	}
	return list
}

func TestTheDocumentationNamesEveryKey(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []*group{huntKeys, areaKeys, meetKeys, classKeys, bandKeys, venueKeys, quotaKeys} {
		for _, k := range g.keys {
			if !strings.Contains(string(doc), k.name) {
				t.Errorf("doc.go does not name %s", k.name)
			}
			if k.doc == "" || k.example == "" {
				t.Errorf("%s has no sentence or no example for editors", k.name)
			}
		}
	}
}
