package telegramtest

import (
	"fmt"
	"strings"
)

// shape is a compiled type of botapi.json.
type shape struct {
	kind    shapeKind
	element *shape           // of a list
	fields  map[string]param // of an object
	needed  []string         // required fields of an object
	options []*shape         // of a union
	value   string           // of a literal
}

type shapeKind int

const (
	anyShape shapeKind = iota
	stringShape
	numberShape
	boolShape
	literalShape
	listShape
	objectShape
	unionShape
)

// shape compiles an expression such as `number | string`, `MessageEntity[]` or `"HTML" | "Markdown"`.
func (c *catalogue) shape(expression string) *shape {
	expression = strings.TrimSpace(expression)
	if known := c.known[expression]; known != nil {
		return known
	}
	made := &shape{}
	c.known[expression] = made // before compiling: types refer to themselves
	c.compile(made, expression)
	return made
}

func (c *catalogue) compile(made *shape, expression string) {
	if parts := splitUnion(expression); len(parts) > 1 {
		made.kind = unionShape
		for _, part := range parts {
			made.options = append(made.options, c.shape(part))
		}
		return
	}
	if element, ok := strings.CutSuffix(expression, "[]"); ok {
		made.kind = listShape
		made.element = c.shape(strings.TrimSuffix(strings.TrimPrefix(element, "("), ")"))
		return
	}
	switch {
	case expression == "string" || expression == "InputFile":
		made.kind = stringShape
	case expression == "number":
		made.kind = numberShape
	case expression == "boolean":
		made.kind = boolShape
	case isLiteral(expression):
		made.kind, made.value = literalShape, strings.Trim(expression, `"`)
	case c.unions[expression] != "":
		*made = *c.shape(c.unions[expression])
	case c.fields[expression] != nil:
		made.kind = objectShape
		made.fields = c.params(c.fields[expression])
		made.needed = needed(made.fields)
	}
}

func isLiteral(expression string) bool {
	return expression == "true" || expression == "false" ||
		expression != "" && strings.ContainsAny(expression[:1], `"-0123456789`)
}

// splitUnion cuts at the bars that stand outside of brackets.
func splitUnion(expression string) []string {
	depth, from := 0, 0
	var parts []string
	for i, c := range expression {
		switch {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == '|' && depth == 0:
			parts = append(parts, expression[from:i])
			from = i + 1
		}
	}
	return append(parts, expression[from:])
}

// check tells what is wrong with a decoded JSON value, nothing when it fits; each complaint begins with the place
// inside the value. null stands for an absent value: client libraries write nil slices so, and the server takes it.
func (s *shape) check(value any) []string {
	if value == nil || s.kind == anyShape {
		return nil
	}
	switch s.kind {
	case stringShape:
		return expect("a string", isA[string](value))
	case numberShape:
		return expect("a number", isA[float64](value))
	case boolShape:
		return expect("true or false", isA[bool](value))
	case literalShape:
		return expect(s.value, fmt.Sprint(value) == s.value)
	case listShape:
		return s.checkList(value)
	case objectShape:
		return s.checkObject(value)
	default:
		return s.checkUnion(value)
	}
}

func isA[T any](value any) bool {
	_, ok := value.(T)
	return ok
}

func expect(what string, ok bool) []string {
	if ok {
		return nil
	}
	return []string{": want " + what}
}

// under puts a place in front of complaints. It is called for broken values only, so that checking good ones makes
// no strings.
func under(place string, complaints []string) []string {
	for i := range complaints {
		complaints[i] = place + complaints[i]
	}
	return complaints
}

func (s *shape) checkList(value any) []string {
	list, ok := value.([]any)
	if !ok {
		return expect("a list", false)
	}
	var wrong []string
	for i, element := range list {
		if found := s.element.check(element); found != nil {
			wrong = append(wrong, under(fmt.Sprintf("[%d]", i), found)...)
		}
	}
	return wrong
}

func (s *shape) checkObject(value any) []string {
	object, ok := value.(map[string]any)
	if !ok {
		return expect("an object", false)
	}
	var wrong []string
	for name, inner := range object {
		if field, known := s.fields[name]; !known && !oldNames[name] {
			wrong = append(wrong, ": unknown field "+name)
		} else if known {
			if found := field.shape.check(inner); found != nil {
				wrong = append(wrong, under("."+name, found)...)
			}
		}
	}
	for _, name := range s.needed {
		if _, there := object[name]; !there {
			wrong = append(wrong, ": missing field "+name)
		}
	}
	return wrong
}

// checkUnion reports against the option that fits best.
func (s *shape) checkUnion(value any) []string {
	var best []string
	for i, option := range s.options {
		wrong := option.check(value)
		if len(wrong) == 0 {
			return nil
		}
		if i == 0 || len(wrong) < len(best) {
			best = wrong
		}
	}
	return best
}
