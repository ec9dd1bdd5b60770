package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// settings are a configuration and where each part of it comes from: "config.yaml:12", "MEDIUS_ZONE" or "default".
type settings struct {
	Config
	File   string // that was read, "" for none
	origin map[string]string
	faults []error
}

func (s *settings) fault(where, format string, args ...any) {
	s.faults = append(s.faults, fmt.Errorf("%s: "+format, append([]any{where}, args...)...))
}

// configure reads the file, if there is one, and then the environment, which wins. All faults are found at once, each a
// line of its own with the place where it is.
func (w world) configure(file string) (settings, error) {
	s := settings{Config: defaults(), File: file, origin: map[string]string{}}
	for _, k := range keys {
		s.origin[k.path] = "default"
	}
	if file != "" {
		data, err := plainText(file)
		if err != nil {
			return s, refuse(unread(err, w.astray(file)), "%w", err)
		}
		s.read(data)
	}
	s.readEnvironment(w.Env)
	if len(s.faults) > 0 {
		return s, refuse("config.example.yaml explains every key", "%w", errors.Join(s.faults...))
	}
	return s, nil
}

// astray is what to do when there is no such file.
func (w world) astray(file string) string {
	if named, _ := w.Env("MEDIUS_CONFIG"); named == file {
		return "correct the name in MEDIUS_CONFIG, or take it out of the environment"
	}
	return "correct the name, or leave --config out: no file is needed, the environment alone will do"
}

// argued reads the file that a verb was given as its argument, or else the usual one.
func (w world) argued(file string, all *cli) (settings, error) {
	if file == "" {
		return w.settings(all.Config)
	}
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return settings{}, refuse("correct the name"+fromHere(file), "%w", err)
	}
	return w.settings(file)
}

// fromHere says where a relative path begins.
func fromHere(path string) string {
	here, err := os.Getwd()
	if err != nil || filepath.IsAbs(path) {
		return ""
	}
	return "; a relative path begins in the folder medius is started in, here " + here
}

// at is a setting with the place where it was made, as every fault begins.
func (s settings) at(path string) string { return s.origin[path] + ": " + path }

// settings finds the file to read and reads it.
func (w world) settings(named string) (settings, error) {
	file, err := configFile(named)
	if err != nil {
		return settings{}, err
	}
	s, err := w.configure(file)
	if err != nil {
		return s, err
	}
	return s, s.readDSN()
}

func (s *settings) readEnvironment(env func(string) (string, bool)) {
	for _, k := range keys {
		if value, ok := env(k.env()); ok && value != "" {
			s.put(k, value, k.env())
		}
	}
}

// plainText reads a file, in whatever way Windows has written it down: with a mark in front, or with two bytes for each letter.
func plainText(file string) ([]byte, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(text, []byte("\xff\xfe")):
		order = binary.LittleEndian
	case bytes.HasPrefix(text, []byte("\xfe\xff")):
		order = binary.BigEndian
	default:
		return bytes.TrimPrefix(text, []byte("\ufeff")), nil
	}
	var units []uint16
	for pair := range slices.Chunk(text[2:len(text)/2*2], 2) {
		units = append(units, order.Uint16(pair))
	}
	return []byte(string(utf16.Decode(units))), nil
}

// written is what stands in a file that holds one thing and nothing else.
func written(file string) (string, error) {
	text, err := plainText(file)
	return strings.TrimSpace(string(text)), err
}

// readDSN takes the DSN out of the file that was named for it.
func (s *settings) readDSN() error {
	named := s.Storage.DSNFile
	if named == "" || s.Storage.DSN != "" {
		return nil
	}
	dsn, err := written(named)
	if err == nil && dsn == "" {
		err = fmt.Errorf("%s is empty", named)
	}
	if err == nil {
		err = database(dsn)
	}
	if err != nil {
		return refuse(unread(err, "storage.dsn_file names a file that holds what storage.dsn would say and nothing else"+fromHere(named)),
			"%s: %w", s.at("storage.dsn_file"), err)
	}
	s.Storage.DSN, s.origin["storage.dsn"] = dsn, named
	return nil
}

// strangers are variables that look as if they were meant for medius. They are no fault: a container may be given
// variables by its neighbours' names.
func strangers(environ []string) []string {
	known := []string{"CONFIG"}
	for _, k := range keys {
		known = append(known, strings.TrimPrefix(k.env(), envPrefix))
	}
	var lines []string
	for _, variable := range environ {
		name, _, _ := strings.Cut(variable, "=")
		if rest, ours := strings.CutPrefix(name, envPrefix); ours && !slices.Contains(known, rest) {
			lines = append(lines, fmt.Sprintf("%s is not used%s", name, meantWith(envPrefix, rest, known)))
		}
	}
	slices.Sort(lines)
	return lines
}

func (s *settings) put(k key, value, where string) {
	s.origin[k.path] = where
	if err := k.set(&s.Config, value); err != nil {
		s.fault(where, "%s: %w", k.path, err)
	}
}

// read takes the settings out of a YAML file.
func (s *settings) read(data []byte) {
	doc, err := parse(data)
	if err != nil {
		s.unreadable(err)
		return
	}
	for i, d := range doc.Docs {
		switch {
		case i > 0:
			s.fault(s.File, "only the first document of a file is read; take the line --- out")
			return
		case d.Body != nil:
			s.group("", d.Body)
		}
	}
}

// parse makes an error of the parser's panics.
func parse(data []byte) (file *ast.File, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = errors.New("this is no YAML")
		}
	}()
	return parser.ParseBytes(data, 0)
}

// twice is what the parser says of a key that is there already.
var twice = regexp.MustCompile(`^mapping key (".*") already defined at \[(\d+):\d+\]$`)

var tokenLike = regexp.MustCompile(`[0-9]{3,}:[A-Za-z0-9_-]{10,}`)

// unreadable reports an error of the parser, which may quote the file.
func (s *settings) unreadable(err error) {
	where, says := s.File, err.Error()
	if e, ok := errors.AsType[yaml.Error](err); ok {
		says = e.GetMessage()
		if t := e.GetToken(); t != nil && t.Position != nil {
			where = fmt.Sprintf("%s:%d", s.File, t.Position.Line)
		}
	}
	says, _, _ = strings.Cut(says, "\n")
	says = twice.ReplaceAllString(says, "the key $1 stands in line $2 already; keep one of the two")
	s.fault(where, "%s", tokenLike.ReplaceAllString(says, hidden))
}

// group reads what stands under a key; path is "" for the whole file.
func (s *settings) group(path string, node ast.Node) {
	switch node := node.(type) {
	case *ast.MappingNode:
		for _, entry := range node.Values {
			s.entry(path, entry)
		}
	case *ast.MappingValueNode:
		s.entry(path, node)
	case *ast.NullNode, *ast.CommentGroupNode:
	default:
		s.fault(s.line(node), "%s", wantsGroup(path))
	}
}

func wantsGroup(path string) string {
	if path == "" {
		return "keys and values are wanted, such as \"adapt: auto\""
	}
	return fmt.Sprintf("%q is a group: its keys stand below it, indented", path)
}

func (s *settings) line(node ast.Node) string {
	if t := node.GetToken(); t != nil && t.Position != nil {
		return fmt.Sprintf("%s:%d", s.File, t.Position.Line)
	}
	return s.File
}

func (s *settings) entry(group string, entry *ast.MappingValueNode) {
	name := entry.Key.GetToken().Value
	path := name
	if group != "" {
		path = group + "." + name
	}
	where := s.line(entry.Key)
	if k, ok := keyOf(path); ok {
		value, err := scalar(entry.Value)
		if err != nil {
			s.fault(where, "%s: %w", path, err)
			return
		}
		s.put(k, value, where)
		return
	}
	if isGroup(path) {
		s.group(path, entry.Value)
		return
	}
	s.fault(where, "unknown key %q%s", tokenLike.ReplaceAllString(name, hidden), meant(name, siblings(group, name)))
}

// siblings are the names that may stand in a group where this one does: one with a dot is the whole path of a key.
func siblings(group, name string) (names []string) {
	whole := group == "" && strings.Contains(name, ".")
	for _, k := range keys {
		rest := k.path
		if group != "" {
			var inside bool
			if rest, inside = strings.CutPrefix(k.path, group+"."); !inside {
				continue
			}
		}
		name := rest
		if !whole {
			name, _, _ = strings.Cut(rest, ".")
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// scalar gives a value as it is written; the values of a list with commas between them.
func scalar(node ast.Node) (string, error) {
	switch node := node.(type) {
	case *ast.NullNode:
		return "", nil
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return node.GetToken().Value, nil
	case *ast.LiteralNode:
		return strings.TrimSpace(node.Value.Value), nil
	case *ast.SequenceNode:
		var items []string
		for _, item := range node.Values {
			value, err := scalar(item)
			if err != nil {
				return "", err
			}
			items = append(items, value)
		}
		return strings.Join(items, ","), nil
	}
	return "", errors.New("a plain value is wanted")
}
