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

// check tells what is wrong with a decoded JSON value, nothing when it fits. null stands for an absent value:
// client libraries write nil slices so, and the server takes it.
func (s *shape) check(path string, value any) []string {
	if value == nil || s.kind == anyShape {
		return nil
	}
	switch s.kind {
	case stringShape:
		return expect(path, "a string", isA[string](value))
	case numberShape:
		return expect(path, "a number", isA[float64](value))
	case boolShape:
		return expect(path, "true or false", isA[bool](value))
	case literalShape:
		return expect(path, fmt.Sprintf("%q", s.value), fmt.Sprint(value) == s.value)
	case listShape:
		return s.checkList(path, value)
	case objectShape:
		return s.checkObject(path, value)
	default:
		return s.checkUnion(path, value)
	}
}

func isA[T any](value any) bool {
	_, ok := value.(T)
	return ok
}

func expect(path, what string, ok bool) []string {
	if ok {
		return nil
	}
	return []string{path + ": want " + what}
}

func (s *shape) checkList(path string, value any) []string {
	list, ok := value.([]any)
	if !ok {
		return expect(path, "a list", false)
	}
	var wrong []string
	for i, element := range list {
		wrong = append(wrong, s.element.check(fmt.Sprintf("%s[%d]", path, i), element)...)
	}
	return wrong
}

func (s *shape) checkObject(path string, value any) []string {
	object, ok := value.(map[string]any)
	if !ok {
		return expect(path, "an object", false)
	}
	var wrong []string
	for name, inner := range object {
		if field, known := s.fields[name]; known {
			wrong = append(wrong, field.shape.check(path+"."+name, inner)...)
		} else if !oldNames[name] {
			wrong = append(wrong, path+": unknown field "+name)
		}
	}
	for name, field := range s.fields {
		if _, there := object[name]; field.required && !there {
			wrong = append(wrong, path+": missing field "+name)
		}
	}
	return wrong
}

// checkUnion reports against the option that fits best.
func (s *shape) checkUnion(path string, value any) []string {
	var best []string
	for i, option := range s.options {
		wrong := option.check(path, value)
		if len(wrong) == 0 {
			return nil
		}
		if i == 0 || len(wrong) < len(best) {
			best = wrong
		}
	}
	return best
}
