package huntfile

import (
	"encoding/json"
)

// schema is one schema of JSON Schema, draft 2020-12, in the words that a hunt
// file needs.
type schema struct {
	Dialect     string             `json:"$schema,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        any                `json:"type,omitempty"` // a name, or a list of names
	Enum        []string           `json:"enum,omitempty"`
	Pattern     string             `json:"pattern,omitempty"`
	MinLength   int                `json:"minLength,omitempty"`
	MaxLength   int                `json:"maxLength,omitempty"`
	Minimum     *float64           `json:"minimum,omitempty"`
	Maximum     *float64           `json:"maximum,omitempty"`
	AnyOf       []*schema          `json:"anyOf,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Additional  *bool              `json:"additionalProperties,omitempty"`
	Items       *schema            `json:"items,omitempty"`
	MinItems    int                `json:"minItems,omitempty"`
	MaxItems    int                `json:"maxItems,omitempty"`
	Examples    []string           `json:"examples,omitempty"`
}

// What one value may look like. The schema takes all that [Read] takes (a time
// that does not exist, it takes too), and YAML has no quotes where it counts:
// a name may be a number.
const (
	timePattern     = `^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?\s?(Z|[+-][0-9]{2}:[0-9]{2})?\s*$`
	colourPattern   = `^#[0-9a-fA-F]{6}$`
	songPattern     = `^(builtin:[0-9]|.*\.([oO][gG][gG]|[wW][aA][vV]))$`
	variablePattern = `^\$\{[A-Za-z_][A-Za-z0-9_]*\}$`
)

// Schema returns the JSON Schema of a hunt file, for editors. It comes from
// the keys that [Read] reads by, and says what each is for. What keys must not
// stand together, only Read tells.
func Schema() []byte {
	s := huntKeys.schema()
	s.Dialect, s.Title = "https://json-schema.org/draft/2020-12/schema", "Crescendo hunt"
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		panic("huntfile: a schema of words and numbers cannot be written: " + err.Error())
	}
	return append(b, '\n')
}

func (g *group) schema() *schema {
	s := &schema{Type: "object", Description: g.doc, Properties: map[string]*schema{}, Additional: new(bool)}
	for _, k := range g.keys {
		s.Properties[k.name] = k.schema()
		if k.need {
			s.Required = append(s.Required, k.name)
		}
	}
	return s
}

func (k key) schema() *schema {
	s := k.shape()
	s.Description = k.doc
	if k.keys == nil && k.kind != paint { // those that can be written as they stand
		s.Examples = []string{k.example}
	}
	return s
}

func (k key) shape() *schema {
	switch k.kind {
	case ident:
		return &schema{Type: word(), Pattern: identity.String(), MaxLength: MaxID}
	case moment:
		return &schema{Type: "string", Pattern: timePattern}
	case number, whole, degree:
		return k.numeric()
	case hidden:
		return &schema{AnyOf: []*schema{k.numeric(), {Type: "string", Pattern: variablePattern}}}
	case truth:
		return &schema{Type: "boolean"}
	case choice:
		return &schema{Enum: k.words}
	case paint:
		return &schema{Type: "string", Pattern: colourPattern}
	case piece:
		return &schema{Type: "string", Pattern: songPattern, MaxLength: MaxSong}
	case single:
		return k.keys.schema()
	case many:
		return &schema{Type: "array", Items: k.keys.schema(), MinItems: 1, MaxItems: k.most}
	}
	return &schema{Type: word(), MinLength: 1} // text, secret, refer, zone
}

func (k key) numeric() *schema {
	s := &schema{Type: "number", Minimum: &k.lo, Maximum: &k.hi}
	if k.kind == whole {
		s.Type = "integer"
	}
	return s
}

// word is the type of a name: YAML takes 7 for a number and yes for a truth,
// and both are names for bands.
func word() []string { return []string{"string", "number", "boolean"} }
