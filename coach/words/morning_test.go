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
			"bad, right side kept me awake": 3, "slept like crap, hip kept me up": 3, "woke me up loads": 2, "up half the night": 3, "hardly slept because of it": 3,
			"slept like shit": 2, "woke up 3 times": 2, "woke 3x": 2, "woken twice by it": -1, "tossed and turned": 2, "awake most of the night": 3, "couldn't get back to sleep": 3, "didnt sleep a wink": 3,
			"rubbish": 2, "it ached all night": 2, "left hip kept waking me": 2, "kept me up all night": 3, "couldnt get comfy": 2, "slept like a log": 0, "no trouble": 0,
			"hip": -1, "right side": -1, "all night": -1, "because of it": -1, "kept me up, the dog": -1, "slept like a log but the hip woke me": -1,
		},
		"de": {
			"schlecht geschlafen": 2, "Ich habe sehr schlecht geschlafen": 2, "hab leider wieder schlecht geschlafen": 2, "schlechter als sonst": 2, "nicht so gut": 2,
			"die Hüfte tat weh": 2, "bin zweimal aufgewacht": 2, "Die Hüfte hat mich mehrmals geweckt": 2, "gut geschlafen": 0, "keine Schmerzen": 0, "durchgeschlafen": 0, "wie immer": 1, "ging so": 1, "nicht schlecht": 1,
			"schlecht geschlafen, lag lange wach": 3, "gar nicht geschlafen": 3, "konnte nicht schlafen": 3, "kein Auge zugetan": 3,
			"keine Schmerzen, schlecht geschlafen": -1, "schlecht geschlafen?": -1, "schlecht geschlafen wegen dem Hund": -1, "nicht schlecht geträumt": -1, "geschlafen": -1,
			"hat mich wach gehalten": 3, "kaum geschlafen wegen der Hüfte": 3, "dreimal aufgewacht davon": 2, "beschissen, die rechte Seite hat mich wach gehalten": 3,
			"beschissen geschlafen": 2, "bin 3x aufgewacht": 2, "ständig aufgewacht": 2, "hin und her gewälzt": 2, "die halbe Nacht wach wegen der Hüfte": 3, "konnte nicht einschlafen": 3,
			"kaum ein Auge zugetan": 3, "hat mir den Schlaf geraubt": 3, "wie ein Stein geschlafen": 0, "rechte Seite": -1, "davon": -1, "der Hund hat mich wach gehalten": -1,
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
