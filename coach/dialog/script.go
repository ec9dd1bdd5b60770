package dialog

// THE CONVERSATION: every place in it, in the order in which a member meets them. What a scene asks and what its answers
// mean stands in the functions it names; the words stand in content/texts. What the flags mean stands in scene.go, what
// may be said at any time in commands.go, what comes by the clock in reminder.go. testdata/conversation.mmd is its picture.
//
// It is filled in init because the functions it names look scenes up in it.
var scenes map[string]scene

func init() {
	scenes = map[string]scene{
		// the first conversation
		"hello":          {ask: sceneHello, read: readAgreement, answer: answerHello},
		"health":         {ask: sceneHealth, read: readAgreement, answer: answerHealth},
		"screening":      {ask: sceneScreening, read: readPlainly, answer: answerScreening},
		"adult":          {ask: yesNo("adult.ask"), read: readAdult, answer: answerAdult},
		"pregnant":       {ask: yesNo("pregnant.ask"), read: readPregnant, answer: answerPregnant, back: "adult"},
		"still_pregnant": {ask: yesNo("pregnant.ask"), read: readPregnant, answer: answerStillPregnant},
		"named":          {ask: sceneNamed, read: readNamed, answer: answerNamed, back: "pregnant"},
		"unsteady":       {ask: yesNo("unsteady.ask"), read: readUnsteady, answer: answerUnsteady, back: "named"},
		"where":          {ask: sceneWhere, read: readAmong, answer: answerWhere, back: "unsteady"},
		"history":        {ask: yesNo("history.ask"), read: readYesNo, answer: answerHistory, back: "where"},
		"sides":          {ask: sceneSides, read: readSide, answer: answerSides, back: "history"},
		"usual":          {ask: sceneUsual, read: readPain, answer: answerUsual, again: "pain.unclear", back: "sides", score: true},
		"woken":          {ask: yesNo("woken.ask"), read: readYesNo, answer: answerWoken, back: "usual"},
		"stand":          {ask: sceneStand, read: readStand, answer: answerStand, again: "pain.unclear", back: "woken", score: true},
		"zone":           {ask: sceneZone, read: readZone, shows: placeShown, answer: answerZone, again: "zone.unknown", back: "stand", locked: true},
		"zone_list":      {ask: sceneZoneList, read: readZone, shows: placeShown, answer: answerZoneList, again: "zone.unknown", back: "zone", towns: true, locked: true},
		"zone_region":    {ask: sceneRegion, read: readZone, shows: placeShown, answer: answerRegion, again: "zone.unknown", back: "zone", locked: true},
		"zone_confirm":   {ask: sceneZoneConfirm, read: readZoneConfirm, shows: placeShown, answer: answerZoneConfirm, again: "zone.unknown", back: "zone", locked: true},
		"morning":        {ask: sceneMorning, read: readMorning, shows: clockShown, answer: answerMorning, again: "time.unclear", back: "zone", locked: true},
		"evening":        {ask: sceneEvening, read: readEvening, shows: clockShown, answer: answerEvening, again: "time.unclear_evening", back: "morning", locked: true},
		"days":           {ask: sceneDays, read: readDays, shows: daysShown, answer: answerDays, again: "days.unclear", back: "evening", locked: true},
		"turned_away":    {ask: sceneTurnedAway, read: readTurnedAway, answer: answerTurnedAway, offer: true},
		"begin":          {ask: sceneBegin, read: readBegin, answer: answerBegin, offer: true},

		// a day
		"morning_pain": {ask: sceneMorningPain, read: readMorningPain, answer: answerMorningPain, again: "pain.unclear", score: true, day: true},
		"night":        {ask: sceneNight, read: readNight, answer: answerNight, day: true},
		"painkiller":   {ask: scenePainkiller, read: readPainkiller, answer: answerPainkiller, day: true},
		"plan":         {ask: scenePlan, read: readPlan, answer: answerPlan, offer: true, day: true, loads: true},
		"now":          {ask: sceneNow, read: readPain, answer: answerNow, again: "pain.unclear", score: true, day: true, loads: true},
		"sore":         {ask: sceneSore, read: readPain, answer: answerSore, again: "pain.unclear", score: true, day: true},
		"light":        {ask: sceneLight, answer: answerLight, day: true},
		"swap":         {ask: sceneSwap, answer: answerSwap, aside: true},
		"library":      {ask: sceneLibrary, read: readExercise, answer: answerLibrary, aside: true},
		"exercise":     {ask: sceneExercise, read: readExercise, answer: answerExercise, aside: true},
		"how":          {ask: sceneHow, read: readExercise, answer: answerHow, aside: true},
		"wrong_way":    {ask: sceneWrongWay, read: readExercise, answer: answerWrongWay, aside: true},
		"skip_reason":  {ask: sceneSkipReason, read: readSkipReason, answer: answerSkipReason, offer: true, day: true},

		// a session
		"set":     {ask: sceneSet, read: readSet, shows: repsShown, answer: answerSet, session: true, loads: true, counts: true},
		"count":   {ask: sceneCount, read: readNumber, shows: numberShown, answer: answerCount, session: true, loads: true, counts: true},
		"pain":    {ask: scenePain, read: readPain, answer: answerPain, again: "pain.unclear", session: true, score: true},
		"rest":    {ask: sceneRest, answer: answerRest, session: true, loads: true},
		"holding": {ask: sceneHolding, answer: answerHolding, session: true, loads: true},
		"meant":   {ask: sceneMeant, read: readMeant, answer: answerMeant, aside: true, day: true},
		"effort":  {ask: sceneEffort, read: readEffort, answer: answerEffort, again: "effort.unclear", session: true},
		"after":   {ask: sceneAfter, read: readPain, answer: answerAfter, again: "pain.unclear", session: true, score: true},

		// looking back
		"progress": {ask: sceneProgress, answer: answerProgress, aside: true, locked: true},
		"chart":    {ask: sceneChart, answer: answerChart, aside: true, offer: true, locked: true},
		"report":   {ask: sceneReport, answer: answerReport, aside: true, locked: true},
		"export":   {ask: sceneExport, read: readExport, answer: answerExport, aside: true, locked: true},
		"handed":   {ask: sceneHanded, answer: answerHanded, aside: true, offer: true, locked: true},

		// running
		"run":       {ask: sceneRun, answer: answerRun, aside: true},
		"run_walk":  {ask: yesNo("run.walk"), read: readYesNo, answer: answerRunWalk, aside: true},
		"run_trial": {ask: sceneRunTrial, read: readPain, answer: answerRunTrial, again: "pain.unclear", aside: true, score: true},
		"run_begin": {ask: sceneRunBegin, read: readAgreement, answer: answerRunBegin, aside: true, offer: true},
		"run_pain":  {ask: sceneRunPain, read: readPain, answer: answerRunPain, again: "pain.unclear", aside: true, score: true, day: true},
		"run_stop":  {ask: sceneRunStop, read: readYesNo, answer: answerRunStop, aside: true},

		// the full range of the hip drop
		"range":        {ask: sceneRange, answer: answerRange, aside: true, day: true},
		"range_screen": {ask: sceneRangeScreen, read: readAgreement, answer: answerRangeScreen, aside: true, offer: true, day: true},

		// the long road
		"travel":        {ask: sceneTravel, answer: answerTravel, aside: true},
		"upkeep":        {ask: sceneUpkeep, read: readUpkeep, shows: daysShown, answer: answerUpkeep, again: "road.upkeep.unclear", aside: true, offer: true},
		"episode":       {ask: sceneEpisode, answer: answerEpisode, day: true},
		"episode_usual": {ask: sceneEpisodeUsual, read: readPain, answer: answerEpisodeUsual, again: "pain.unclear", day: true, score: true},
		"ending":        {ask: sceneEnding, read: readAgreement, answer: answerEnding, aside: true},

		// how it is going
		"survey":        {ask: sceneSurvey, read: readAgreement, answer: answerSurvey, offer: true, day: true},
		"seven_days":    {ask: surveyScene("pain", wordSevenDays), read: readPain, answer: answerSevenDays, again: "pain.unclear", score: true, day: true},
		"name_activity": {ask: surveyScene("name", wordNameActivity), read: readActivity, answer: answerNameActivity, again: "activity.unclear", day: true},
		"activity":      {ask: surveyScene("activity", wordActivity), read: readScale, answer: answerActivity, again: "outcome.scale", day: true},
		"replace":       {ask: surveyScene("replace", wordReplace), read: readYesNo, answer: answerReplace, day: true},
		"situation":     {ask: surveyScene("situation", wordSituation), read: readScale, answer: answerSituation, again: "outcome.scale", day: true},
		"change":        {ask: surveyScene("change", wordChange), read: readChange, answer: answerChange, again: "outcome.change_scale", day: true},
		"thirty":        {ask: surveyScene("stand", wordThirty), answer: answerThirty, day: true},
		"standing":      {ask: sceneStanding, answer: answerStanding, day: true},
		"stand_pain":    {ask: surveyScene("stand", wordStandPain), read: readPain, answer: answerStandPain, again: "pain.unclear", score: true, day: true},

		// safety
		"word":       {ask: sceneWord, read: readPlainly, answer: answerWord, aside: true},
		"heard":      {ask: sceneHeard, read: readAgreement, answer: answerHeard, aside: true, offer: true},
		"locked":     {ask: sceneLocked, read: readLocked, answer: answerLocked, aside: true, locked: true},
		"mistake":    {ask: sceneMistake, read: readPlainly, answer: answerMistake, aside: true, locked: true},
		"unlock":     {ask: sceneUnlock, read: readYesNo, answer: answerUnlock, aside: true, locked: true},
		"unlock_who": {ask: sceneUnlockWho, read: readUnlockWho, answer: answerUnlockWho, aside: true, locked: true},

		// a physiotherapist's seat, the member's side
		"seat_name":     {ask: sceneSeatName, read: readName, answer: answerSeatName, again: "seat.name_unclear", aside: true, locked: true},
		"access":        {ask: sceneAccess, answer: answerAccess, aside: true, locked: true},
		"access_record": {ask: sceneAccessRecord, answer: answerAccessRecord, aside: true, back: "access", locked: true},
		"limits_lift":   {ask: sceneLimitsLift, answer: answerLimitsLift, aside: true, back: "access", locked: true},

		// the physiotherapist's side
		"practice_terms":  {ask: scenePracticeTerms, read: readAgreement, answer: answerPracticeTerms, aside: true, locked: true},
		"practice_name":   {ask: scenePracticeName, read: readName, answer: answerPracticeName, again: "practice.name_unclear", aside: true, locked: true, verbatim: true},
		"practice_start":  {ask: scenePracticeStart, answer: answerPracticeStart, aside: true, locked: true},
		"patients":        {ask: sceneCaseload, answer: answerCaseload, aside: true, locked: true},
		"patient":         {ask: withPatient(scenePatient), answer: forPatient(answerPatient), aside: true, locked: true, patient: true},
		"patient_more":    {ask: withPatient(scenePatientMore), answer: forPatient(answerPatientMore), aside: true, locked: true, patient: true},
		"patient_report":  {ask: withPatient(scenePatientReport), answer: forPatient(answerPatientReport), aside: true, locked: true, patient: true, back: "patient"},
		"patient_message": {ask: withPatient(scenePatientMessage), read: readPatientMessage, answer: forPatient(answerPatientMessage), again: "patient.message_unclear", aside: true, locked: true, patient: true, back: "patient", verbatim: true},
		"patient_visa_g":  {ask: withPatient(scenePatientVisaG), read: readNumber, answer: forPatient(answerPatientVisaG), again: "patient.visa_g_unclear", aside: true, locked: true, patient: true, back: "patient"},
		"patient_leave":   {ask: withPatient(scenePatientLeave), read: readAgreement, answer: forPatient(answerPatientLeave), aside: true, locked: true, patient: true, back: "patient"},
		"limits":          {ask: withPatient(sceneLimits), answer: forPatient(answerLimits), aside: true, locked: true, patient: true, back: "patient"},
		"limits_rung":     {ask: withPatient(sceneLimitsRung), answer: forPatient(answerLimitsRung), aside: true, locked: true, patient: true, back: "limits"},
		"limits_reps":     {ask: withPatient(sceneLimitsReps), answer: forPatient(answerLimitsReps), aside: true, locked: true, patient: true, back: "limits"},
		"limits_without":  {ask: withPatient(sceneLimitsWithout), answer: forPatient(answerLimitsWithout), aside: true, locked: true, patient: true, back: "limits"},
		"limits_with":     {ask: withPatient(sceneLimitsWith), answer: forPatient(answerLimitsWith), aside: true, locked: true, patient: true, back: "limits"},
		"limits_pause":    {ask: withPatient(sceneLimitsPause), read: readPause, shows: dateShown, answer: forPatient(answerLimitsPause), again: "pause.unclear", aside: true, locked: true, patient: true, back: "limits"},
		"limits_sure":     {ask: withPatient(sceneLimitsSure), read: readAgreement, answer: forPatient(answerLimitsSure), aside: true, locked: true, patient: true, back: "limits"},

		// the owner's side
		"owner":           {ask: sceneOwner, answer: answerOwner, aside: true, locked: true, owner: true},
		"owner_number":    {ask: sceneOwnerNumber, read: readMemberNumber, answer: answerOwnerNumber, again: "owner.number_unclear", aside: true, back: "owner", locked: true, owner: true},
		"owner_news":      {ask: sceneOwnerNews, read: readNews, answer: answerOwnerNews, again: "owner.news_unclear", aside: true, back: "owner", locked: true, owner: true, verbatim: true},
		"owner_news_sure": {ask: sceneOwnerNewsSure, answer: answerOwnerNewsSure, aside: true, locked: true, owner: true},
		"owner_member":    {ask: sceneOwnerMember, read: readMemberNumber, answer: answerOwnerMember, aside: true, back: "owner", locked: true, owner: true},
		"owner_told":      {ask: sceneOwnerTold, read: readMemberNumber, answer: answerOwnerNumber, aside: true, back: "owner", locked: true, owner: true},

		// reading
		"tips":      {ask: sceneTips, answer: answerTips, aside: true},
		"sources":   {ask: sceneSources, answer: answerSources, aside: true, locked: true},
		"note":      {ask: sceneNote, read: readNote, answer: answerNote, again: "note.unclear", aside: true},
		"note_keep": {ask: sceneNoteKeep, read: readAgreement, answer: answerNoteKeep, aside: true},
		"ask":       {ask: sceneAsk, read: readTopic, answer: answerAnswer, again: "answer.unknown", aside: true},
		"answer":    {ask: sceneAnswer, read: readTopic, answer: answerAnswer, again: "answer.unknown", aside: true},

		// settings and leaving
		"settings":    {ask: sceneSettings, answer: answerSettings, aside: true, locked: true},
		"wish":        {ask: sceneWish, read: readAgreement, answer: answerWish, aside: true, offer: true, locked: true},
		"rest_length": {ask: sceneRestLength, read: readRestLength, answer: answerRestLength, aside: true, back: "settings", locked: true},
		"usual_again": {ask: sceneUsualAgain, read: readPain, answer: answerUsualAgain, again: "pain.unclear", aside: true, back: "settings", score: true, locked: true},
		"language":    {ask: sceneLanguage, answer: answerLanguage, aside: true, locked: true},
		"pictures":    {ask: scenePictures, answer: answerPictures, aside: true, back: "settings", locked: true},
		"charts":      {ask: sceneCharts, answer: answerCharts, aside: true, back: "settings", locked: true},
		"weekly":      {ask: sceneWeekly, answer: answerWeekly, aside: true, back: "settings", locked: true},
		"weekly_time": {ask: sceneWeeklyTime, read: readEvening, shows: clockShown, answer: answerWeeklyTime, again: "time.unclear_evening", aside: true, back: "weekly", locked: true},
		"unasked":     {ask: sceneUnasked, answer: answerUnasked, aside: true, back: "settings", locked: true},
		"cleared":     {ask: yesNo("cleared.ask"), read: readYesNo, answer: answerCleared, aside: true, back: "settings"},
		"both_stiff":  {ask: yesNo("screening.9"), read: readPlainly, answer: answerBothStiff, aside: true, back: "settings"},
		"pause":       {ask: scenePause, read: readPause, shows: dateShown, answer: answerPause, again: "pause.unclear", aside: true},
		"pause_sure":  {ask: scenePauseSure, read: readPauseSure, shows: dateShown, answer: answerPauseSure, aside: true},
		"paused":      {ask: scenePaused, read: readAgreement, answer: answerPaused, aside: true},
		"other_hip":   {ask: sceneOtherHip, read: readOtherHip, answer: answerOtherHip, aside: true},
		"stopping":    {ask: sceneStopping, read: readAgreement, answer: answerStopping, aside: true, offer: true},
		"delete":      {ask: sceneDelete, read: readAgreement, answer: answerDelete, aside: true, locked: true},
		"delete_sure": {ask: sceneDeleteSure, read: readDeleteSure, answer: answerDeleteSure, aside: true, locked: true},
	}
}
