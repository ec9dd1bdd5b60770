package report

import (
	"os"
	"path/filepath"
	"testing"

	"medius/content"
)

// speak gives the product's own texts.
func speak(t testing.TB, lang string) Say {
	t.Helper()
	library, err := content.Load()
	if err != nil {
		t.Fatal(err)
	}
	return func(key string, blanks map[string]any) string {
		text, err := library.Say(lang, key, blanks)
		if err != nil {
			t.Errorf("%v", err)
		}
		return text
	}
}

func TestShow(t *testing.T) {
	dir := os.Getenv("PICTURES")
	if dir == "" {
		t.Skip("PICTURES names no folder")
	}
	for name, r := range map[string]Record{
		"steady84": steady(84), "steady7": steady(7), "steady42": steady(42), "flaring": flaring(84), "silent": silent(84), "both": both(84), "empty": lived(steady(0).Member.Courses, 0, nil), "one": steady(2),
	} {
		for _, lang := range []string{"en", "de"} {
			for _, isDark := range []bool{false, true} {
				if isDark != (lang == "de") {
					continue
				}
				today := start.Add(max(1, len(r.Days)) - 1)
				ps, err := Pictures(r, r.Everything(today), Look{Say: speak(t, lang), Dark: isDark})
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range ps {
					os.WriteFile(filepath.Join(dir, name+"-"+string(p.Chart)+string(p.Side)+"-"+lang+".png"), p.PNG, 0o600)
					t.Log(name, p.Caption)
				}
			}
		}
	}
}
