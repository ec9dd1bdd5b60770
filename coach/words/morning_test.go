package words_test

import "testing"

// What people say of a night, in each language; what is contradictory, a question, or about something else is no answer.
func TestNight(t *testing.T) {
	all := every(t)
	for lang, nights := range map[string]map[string]int{
		"en": {
			"slept badly": 2, "I slept really badly": 2, "Slept badly, unfortunately": 2, "worse than usual": 2, "not great": 2, "my hip hurt": 2, "a bad night": 2,
			"woke me up twice": 2, "My hip woke me a few times": 2, "woke up in pain": 2, "it woke me and kept me awake": 3,
			"slept well": 0, "no hip pain": 0, "good": 0, "As usual": 1, "not bad": 1, "slept ok": 1, "the same as always": 1,
			"slept badly, the hip kept me awake": 3, "couldn't sleep": 3, "I didn't sleep at all": 3, "awake for hours": 3,
			"slept well but badly": -1, "no pain, slept badly": -1, "slept not badly": -1, "slept badly?": -1, "slept badly because of my dog": -1, "slept": -1, "": -1,
			"yes": -1, "no": -1, "7": -1,
		},
		"de": {
			"schlecht geschlafen": 2, "Ich habe sehr schlecht geschlafen": 2, "hab leider wieder schlecht geschlafen": 2, "schlechter als sonst": 2, "nicht so gut": 2,
			"die Hüfte tat weh": 2, "bin zweimal aufgewacht": 2, "Die Hüfte hat mich mehrmals geweckt": 2, "gut geschlafen": 0, "keine Schmerzen": 0, "durchgeschlafen": 0, "wie immer": 1, "ging so": 1, "nicht schlecht": 1,
			"schlecht geschlafen, lag lange wach": 3, "gar nicht geschlafen": 3, "konnte nicht schlafen": 3, "kein Auge zugetan": 3,
			"keine Schmerzen, schlecht geschlafen": -1, "schlecht geschlafen?": -1, "schlecht geschlafen wegen dem Hund": -1, "nicht schlecht geträumt": -1, "geschlafen": -1,
		},
	} {
		for text, want := range nights {
			n, ok := all[lang].Night(text)
			if !ok {
				n = -1
			}
			if n != want {
				t.Errorf("%s: %q is %d, want %d", lang, text, n, want)
			}
		}
	}
}

// What people say they took, or did not; what could be either is no answer.
func TestMedicine(t *testing.T) {
	all := every(t)
	for lang, said := range map[string]map[string]string{
		"en": {
			"took an ibuprofen": "yes", "Took an ibuprofen last night": "yes", "I took 2 ibuprofen 400 mg": "yes", "ibuprofen 400mg": "yes", "yes": "yes",
			"yes, an ibuprofen": "yes", "one tablet at 6": "yes", "took one": "yes", "a painkiller before bed": "yes",
			"no": "no", "took nothing": "no", "none": "no", "no ibuprofen": "no", "didn't take any": "no", "not yet": "no",
			"no, took ibuprofen": "", "no, ibuprofen": "", "yes, took nothing": "", "may I take ibuprofen?": "", "ibuprofen?": "", "took": "", "should have taken ibuprofen": "",
			"not ibuprofen": "", "7": "", "": "",
		},
		"de": {
			"ibuprofen genommen": "yes", "Habe eine Ibuprofen genommen": "yes", "eine Ibu 400 gestern Abend": "yes", "ja, Paracetamol": "yes", "eine genommen": "yes",
			"eine halbe Tablette um 5 Uhr": "yes", "nein": "no", "nichts genommen": "no", "hab keine genommen": "no", "kein Schmerzmittel": "no",
			"nein, nur ibuprofen genommen": "", "darf ich Ibuprofen nehmen?": "", "Ibuprofen?": "", "genommen": "", "nicht ibuprofen": "",
		},
	} {
		for text, want := range said {
			got := ""
			if taken, ok := all[lang].Medicine(text); ok && taken {
				got = "yes"
			} else if ok {
				got = "no"
			}
			if got != want {
				t.Errorf("%s: %q is %q, want %q", lang, text, got, want)
			}
		}
	}
}
