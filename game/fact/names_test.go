package fact

import (
	"reflect"
	"testing"
)

// R13, R14: facts hold integers and ids, and nothing in which a name, a place
// or free text could stand.
func TestR14FactsHaveNoRoomForNames(t *testing.T) {
	for _, f := range all().Facts {
		typ := reflect.TypeOf(f)
		for i := range typ.NumField() {
			if field := typ.Field(i); !integers(field.Type) {
				t.Errorf("%v.%s is a %v: only integers and ids of at most 32 bytes", typ, field.Name, field.Type)
			}
		}
	}
}

func integers(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Bool, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Int64:
		return true
	case reflect.Array:
		return t.Elem().Kind() == reflect.Uint8 && t.Len() <= 32
	}
	return false
}
