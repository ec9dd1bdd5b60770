package words_test

import (
	"slices"
	"testing"

	"medius/coach/words"
)

// sloppy are signs of danger the way people type them in a hurry: slang, no apostrophes, half a sentence.
var sloppy = map[string]map[int][]string{
	"en": {
		2: {
			"I feel proper ill", "temp wont come down",
			"got a temp of 39", "feel sick and sweaty, 39 temp", "39.2 fever", "ive got a temp", "running a temp", "temp 38.5", "my temp is 39", "temps 40",
			"39.4 degrees since last night", "im burning up", "hot and cold all night", "shivering and sweating", "feel like death", "I feel awful and hot",
			"been throwing up all night", "hip is hot to the touch", "feverish and achy", "my temperature is up", "temp of 102", "hot n swollen",
		},
		3: {
			"my bits are numb", "numb willy", "numb around my back passage", "my crotch is tingling", "i dont know when im peeing", "cant feel either leg", "legs like jelly both of them", "my bum feels like its been anaesthetised",
			"cant feel my bum when i sit on the loo", "cant feel when i wipe", "my backside has gone numb", "havent been able to pee since yesterday",
			"no pee for a day, cant go", "cant poo", "can't feel myself wipe", "I dont feel it when I wipe", "bum is numb", "my arse is numb", "numb bum since this morning",
			"my bottom has gone all numb", "no feeling in my backside", "tingling in my bum", "pins and needles between my legs", "my behind is numb",
			"havent peed since yesterday", "not had a wee all day", "nothing comes out when I pee", "struggling to pee", "trouble weeing", "hard to pee", "cant wee", "cant have a wee",
			"cant take a piss", "cant go to the loo", "i keep leaking pee", "leaking urine", "I pooed myself", "shat myself", "had an accident in my pants", "cant tell when i need the loo",
			"dont notice when i need to pee", "constipated and numb", "no poo for four days", "cant do a poo", "no control down below", "lost the feeling down there",
			"both my legs feel like jelly", "both legs are jelly", "both legs gave way", "both legs wobbly", "both legs have gone weak", "cant feel my legs", "my legs wont carry me", "both legs tingle",
			"cant move my legs", "legs have gone numb", "both feet are numb", "no feeling during sex",
		},
		4: {
			"my heart is going crazy", "heart going like the clappers", "one calf much bigger than the other", "chest feels like someone is sitting on it", "out of breath just lying in bed",
			"my chest feels heavy", "heavy chest and sweating", "my left arm hurts and jaw aches", "coughing up blood", "dizzy and heart racing", "I passed out after the session", "fainted",
			"weight on my chest", "like an elephant on my chest", "chest ache", "my chest is aching", "burning in my chest", "tight around the chest", "crushing feeling in my chest",
			"stabbing in my chest", "chest feels funny", "discomfort in my chest", "pain down my left arm", "left arm feels heavy", "left arm is numb and tingly", "jaw pain", "pain in my jaw", "achy jaw",
			"spat blood", "coughed some blood", "theres blood when i cough", "heart is racing", "my heart wont stop racing", "racing heart", "heart pounding", "palpitations", "heart fluttering",
			"heart skipping beats", "everything went black", "woke up on the floor", "blacked out for a second", "i feinted", "came over faint", "nearly passed out", "keeled over", "feeling lightheaded",
			"light headed and clammy", "cold sweats", "gasping for air", "cant get enough air", "fighting for breath", "it hurts to breathe", "pain when I breathe in", "hurts when i take a deep breath",
			"breathing is hard", "cant get my breath", "leg has gone purple and cold", "my leg is blue", "my foot has gone white", "leg is ice cold", "foot went blue and cold", "purple leg", "leg swelled up", "my leg is swollen",
			"one leg fatter than the other", "calf is throbbing", "calf is rock hard", "calf like a balloon", "puffy calf",
		},
		5: {
			"clothes hanging off me",
			"they found a lump in my breast", "lost a stone without trying", "found a lump", "theres a lump on my thigh", "lump in my groin", "waiting for a biopsy", "lost half a stone", "dropped 10 kilos",
			"weight is dropping off me", "weight just falls off me", "im getting thinner without trying", "wake up drenched", "soaked sheets every night", "wake up soaked in sweat", "shadow on the scan", "two stone lighter", "radiotherapy last year", "losin weight",
		},
		6: {
			"cant find a position that helps", "keeps me awake every night whatever i do",
			"pain wakes me every night even lying still", "wakes me up every single night", "hurts even lying still", "hurts at rest", "pain even at rest", "it hurts no matter what I do", "hurts no matter how I lie",
			"pain 24/7", "day and night pain", "non stop pain", "nonstop hurting", "wont let up", "never lets up", "nothing eases it", "worse by the day", "loads worse", "ten times worse", "it wont go away", "hurts even when i dont move", "relentless",
		},
		7: {
			"my foot keeps dropping", "tripping over my toes",
			"foot drop, my toes drag", "my foot slaps", "footdrop", "im dragging my foot", "my foot drags", "floppy foot", "my foot flops", "toes keep catching", "got a drop foot", "dragging my leg", "leg has gone dead", "foot went dead", "cant lift my toes", "my leg wont work",
		},
	},
	"de": {
		2: {
			"mir gehts richtig dreckig", "mir ist kalt und ich zittere",
			"hab 39 temp", "39 grad fieber", "39,2 temperatur", "mir ist schlecht und ich schwitze, 39 grad", "temp 38,5", "hab erhöhte temp", "mir ist heiß und kalt", "ich glühe", "schlottere und schwitze",
			"fühl mich sterbenselend", "fühl mich hundsmiserabel", "fühl mich beschissen und heiß", "hab die ganze nacht gekotzt", "muss mich dauernd übergeben", "hüfte glüht", "hab fieba",
		},
		3: {
			"spüre nicht wenn ich pinkle", "kein gefühl da unten", "beine sacken mir beide weg", "spür mich beim abwischen nicht", "seit gestern kein wasser gelassen",
			"spür meinen hintern nicht mehr wenn ich auf dem klo sitze", "ich spüre nichts beim abwischen", "merk nicht wenn ich mich abwische", "mein hintern ist taub", "mein arsch ist taub geworden", "popo taub", "kein gefühl im hintern",
			"kribbeln im po", "kribbelt zwischen den beinen", "konnte seit gestern nicht pinkeln", "seit gestern kein pipi", "kann nicht pipi machen", "kann nicht kacken", "es kommt nichts raus beim pinkeln", "kein tropfen seit gestern", "verliere pipi",
			"hab mich vollgepinkelt", "hab mich eingemacht", "merke nicht mehr wenn ich muss", "spür nicht dass ich aufs klo muss", "verstopfung seit tagen und taub", "kein gefühl beim sex", "war seit gestern nicht pinkeln", "hab seit gestern nicht gepinkelt", "muss pressen damit was kommt beim pinkeln",
			"beide beine wie pudding", "beide beine sind wie gummi", "beide beine wackelig", "beide beine knicken weg", "beide beine kribbeln", "spüre meine beine nicht mehr", "kann meine beine nicht bewegen", "meine beine gehorchen mir nicht", "meine beine sind taub", "beide füße taub", "beine tragen mich nicht",
		},
		4: {
			"schmerzen die in den arm ziehen", "kann nicht durchatmen", "stechen beim einatmen",
			"meine brust fühlt sich schwer an", "schwere brust und schwitze", "linker arm tut weh und der kiefer zieht", "huste blut", "hab blut gespuckt", "schwindlig und das herz rast", "bin nach der einheit umgekippt", "ohnmächtig geworden",
			"last auf der brust", "beklemmung", "brennen in der brust", "brust brennt", "schmerzen im linken arm", "linker arm ist taub", "ziehen im linken arm", "kiefer tut weh", "schmerz im kiefer", "blut gehustet", "bluthusten", "herz klopft wie verrückt",
			"herzklopfen", "herzstolpern", "mein herz stolpert", "mir wurde schwarz", "mir ist schwarz geworden", "bin weggekippt", "bin zusammengesackt", "kalter schweiß", "schnappe nach luft", "ringe nach luft", "mir bleibt die luft weg", "tut beim einatmen weh", "krieg schwer luft", "bekomm nich genug luft",
			"bein ist lila und kalt", "mein bein ist blau angelaufen", "fuß ist ganz weiß", "bein eiskalt", "dickes bein", "mein bein ist geschwollen", "ein bein ist dicker als das andere", "wade pocht", "wade ist hart", "kalter fuß und blass", "kreislaufkollaps",
		},
		5: {
			"sie haben einen knoten in der brust gefunden", "hab einen knoten in der brust", "knoten ertastet", "hab 6 kilo abgenommen ohne grund", "10 kilo runter", "werde immer dünner", "wache klatschnass auf", "bettzeug ist nass geschwitzt", "biopsie nächste woche", "schatten auf dem bild", "strahlentherapie", "verliere kilos",
		},
		6: {
			"wache jede nacht auf vor schmerzen",
			"der schmerz weckt mich jede nacht auch wenn ich still liege", "weckt mich jede nacht", "werde jede nacht wach vor schmerz", "tut auch in ruhe weh", "schmerzen selbst im liegen", "auch im liegen weh", "egal was ich mache es tut weh", "nonstop schmerzen", "schmerzen 24/7", "nichts hilft", "von tag zu tag schlimmer", "zehnmal schlimmer",
		},
		7: {
			"stolpere über die zehen",
			"fußheberschwäche", "fallfuß, die zehen schleifen", "mein fuß klatscht auf", "mein fuß schleift", "ich ziehe das bein nach", "bleibe mit den zehen hängen", "fuß hängt schlaff", "kann die zehen nicht heben", "fuß patscht", "bein ist abgestorben",
		},
	},
}

// What people type in a hurry leads to the question it stands for, in every language.
func TestSloppyWordsLeadToTheirQuestion(t *testing.T) {
	for lang, l := range every(t) {
		for question, texts := range sloppy[lang] {
			for _, text := range texts {
				if !slices.ContainsFunc(l.Flags(text), func(f words.Flag) bool { return f.Question == question }) {
					t.Errorf("%s: %q raises %v, want question %d", lang, text, l.Flags(text), question)
				}
			}
		}
	}
}
