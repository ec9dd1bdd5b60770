package telegramtest

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
)

//go:embed botapi.json
var botapi []byte

// License is the licence of botapi.json, for the notices of a program that ships this package.
//
//go:embed botapi.LICENSE
var License string

// catalogue is the list of methods, compiled: what each parameter is and whether it must be there.
type catalogue struct {
	methods map[string]*method // by lower-case name
	fields  map[string]map[string]string
	unions  map[string]string
	known   map[string]*shape // compiled types by expression
}

// method is one method of the Bot API.
type method struct {
	name   string
	params map[string]param
	needed []string // required parameters
}

type param struct {
	shape    *shape
	required bool
}

// loadCatalogue compiles the embedded list once.
var loadCatalogue = sync.OnceValue(func() *catalogue {
	var raw struct {
		Methods, Objects map[string]map[string]string
		Unions           map[string]string
	}
	if err := json.Unmarshal(botapi, &raw); err != nil {
		panic("telegramtest: botapi.json: " + err.Error()) // embedded: broken at build time only
	}
	c := &catalogue{
		methods: make(map[string]*method, len(raw.Methods)),
		fields:  raw.Objects,
		unions:  raw.Unions,
		known:   map[string]*shape{},
	}
	for name, fields := range raw.Methods {
		m := &method{name: name, params: c.params(fields)}
		m.needed = needed(m.params)
		c.methods[strings.ToLower(name)] = m
	}
	return c
})

// params compiles one list of fields; a name that ends in "?" is optional.
func (c *catalogue) params(fields map[string]string) map[string]param {
	out := make(map[string]param, len(fields))
	for name, expression := range fields {
		plain, optional := strings.CutSuffix(name, "?")
		out[plain] = param{shape: c.shape(expression), required: !optional}
	}
	return out
}

// needed are the required ones, in order.
func needed(params map[string]param) []string {
	var names []string
	for name, p := range params {
		if p.required {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// find returns the method of that name in any case, nil when there is none.
func (c *catalogue) find(name string) *method {
	return c.methods[strings.ToLower(name)]
}

// oldNames are parameters the server still accepts under their former name.
var oldNames = map[string]bool{
	"reply_to_message_id":         true,
	"allow_sending_without_reply": true,
	"disable_web_page_preview":    true,
	"thumb":                       true,
	"method":                      true, // the method's name may come as a parameter
}
