package huntfile

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// object is a group of keys that is being read.
type object struct {
	r      *reader
	node   *yaml.Node
	thing  string
	group  *group
	fields map[string]*yaml.Node
	listed bool // the known keys were listed in a problem
}

// object reads a group of keys and refuses those that it does not know, and
// those that stand twice. It returns nil where there is no group of keys.
func (r *reader) object(n *yaml.Node, thing string, g *group) *object {
	keys := g.names()
	n, ok := r.resolve(n, thing)
	if !ok {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.add(n, Refused, thing, "is not a group of keys", "write "+strings.Join(keys, ", ")+", each followed by a colon and its value")
		return nil
	}
	if r.keys += len(n.Content) / 2; r.keys > MaxKeys {
		return nil // of so many nearly all are unknown, and refused already
	}
	o := &object{r: r, node: n, thing: thing, group: g, fields: map[string]*yaml.Node{}}
	for i := 0; i+1 < len(n.Content); i += 2 {
		o.field(n.Content[i], n.Content[i+1], keys)
	}
	return o
}

func (o *object) field(key, val *yaml.Node, keys []string) {
	first, twice := o.fields[key.Value]
	switch {
	case key.Kind != yaml.ScalarNode || key.Value == "":
		o.r.add(key, Refused, o.thing, "a key is not a word", "write one of "+strings.Join(keys, ", "))
	case key.Tag == "!!merge":
		o.r.add(key, Refused, o.thing, "<< merges keys, which is not read here", "write the keys out")
	case twice:
		o.r.add(key, Refused, o.thing, fmt.Sprintf("%s is written twice, first on line %d", shorten(key.Value), first.Line), "delete one")
	default:
		o.fields[key.Value] = val
		o.known(key, val, keys)
	}
}

func (o *object) known(key, val *yaml.Node, keys []string) {
	for _, k := range keys {
		if k == key.Value {
			return
		}
	}
	trouble := shorten(key.Value) + " is no key that is known here"
	if _, err := strconv.Atoi(key.Value); err == nil && val.Tag == "!!null" { // {lat: 48,8566}
		o.r.add(key, Refused, o.thing, shorten(key.Value)+" stands where a key should", "is it behind a decimal comma? write a decimal point")
	} else if o.r.kept[Refused] >= MaxProblems {
		o.r.add(key, Refused, o.thing, trouble, "") // counted, not listed
	} else if near := nearest(key.Value, keys); near != "" {
		o.r.add(key, Refused, o.thing, trouble, fmt.Sprintf("did you mean %q?", near))
	} else if o.listed {
		o.r.add(key, Refused, o.thing, trouble, "delete it")
	} else {
		o.listed = true
		o.r.add(key, Refused, o.thing, trouble, "known are "+strings.Join(keys, ", "))
	}
}

// value returns what stands behind a key; ok is false where the key is left
// out, and where its value cannot be used, which is then a problem.
func (o *object) value(key string) (v value, ok bool) {
	n, there := o.fields[key]
	if !there {
		return value{}, false
	}
	n, ok = o.r.resolve(n, o.thing)
	if !ok {
		return value{}, false
	}
	v = value{r: o.r, node: n, thing: o.thing, key: o.group.key(key), text: n.Value}
	if n.Kind == yaml.ScalarNode && n.Tag == "!!null" {
		v.refuse("is empty", o.r.emptyRemedy(n))
		return value{}, false
	}
	if v.undecided() {
		return value{}, false
	}
	if n.Kind == yaml.ScalarNode && strings.HasPrefix(n.Value, "${") {
		v.refuse(fmt.Sprintf("is %s, and is not read from the environment", v.shown()), "write it out: only a venue's name, lat and lon can stand there")
		return value{}, false
	}
	return v, true
}

// need is value for a key that may not be left out.
func (o *object) need(key string) (value, bool) {
	return o.needLike(key, o.group.key(key).example)
}

// needLike is need with an example for this thing of a list.
func (o *object) needLike(key, example string) (value, bool) {
	if !o.there(key) {
		o.r.add(o.node, Refused, o.thing, key+" is missing", fmt.Sprintf("write %s: %s", key, example))
	}
	return o.value(key)
}

func (o *object) there(key string) bool {
	_, there := o.fields[key]
	return there
}

// at adds a problem to the line of a key, or of the whole where it is left out.
func (o *object) at(key string, s Severity, trouble, remedy string) {
	n := o.node
	if field, there := o.fields[key]; there {
		n = field
	}
	o.r.add(n, s, o.thing, trouble, remedy)
}

var variable = regexp.MustCompile(`^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$`)

// needSecret is need for a key whose value may come from the environment.
func (o *object) needSecret(key string) (value, bool) {
	n := dealias(o.fields[key])
	if n == nil || n.Kind != yaml.ScalarNode || n.Style&yaml.TaggedStyle != 0 || !strings.HasPrefix(n.Value, "${") {
		return o.need(key)
	}
	v := value{r: o.r, node: n, thing: o.thing, key: o.group.key(key), secret: true}
	parts := variable.FindStringSubmatch(n.Value)
	if parts == nil {
		v.refuse(fmt.Sprintf("is %s, which names no variable", shorten(n.Value)), `write "${NAME}" with letters, digits and _ between the brackets, and nothing beside them`)
		return value{}, false
	}
	text, set := o.r.env(parts[1])
	if text = strings.TrimSpace(text); !set || text == "" {
		v.refuse(fmt.Sprintf("is to come from the environment, where %s is not set", parts[1]), "run with "+parts[1]+"=… in front of the command")
		return value{}, false
	}
	v.text = text
	return v, true
}

// resolve follows an alias to what it stands for, and refuses tags.
func (r *reader) resolve(n *yaml.Node, thing string) (*yaml.Node, bool) {
	n = dealias(n)
	if n.Style&yaml.TaggedStyle != 0 {
		r.add(n, Refused, thing, fmt.Sprintf("the tag %s is not read here", shorten(n.Tag)), "delete it")
		return n, false
	}
	return n, true
}

// dealias returns what an alias stands for, and anything else as it is.
func dealias(n *yaml.Node) *yaml.Node {
	if n != nil && n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

// emptyRemedy helps with the colour that YAML took for a comment.
func (r *reader) emptyRemedy(n *yaml.Node) string {
	if rest := []rune(lineAt(r.src, n.Line)); n.Column >= 1 && n.Column <= len(rest)+1 {
		if tail := strings.TrimSpace(string(rest[n.Column-1:])); strings.HasPrefix(tail, "#") {
			word, _, _ := strings.Cut(strings.TrimRight(tail, "}, "), " ")
			return fmt.Sprintf("what follows # is a comment: put it in quotes, %s", shorten(word))
		}
	}
	return "write a value or delete the key"
}
