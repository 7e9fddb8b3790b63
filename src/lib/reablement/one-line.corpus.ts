/**
 * What people type into the one line, and what it is read as: `phrase → reading`, one a line, run by
 * `screens/composer/one-line.corpus.test.ts` against the catalogue a service starts with, on Monday 23 November 2026
 * (day 22 of somebody whose six weeks end on a Sunday). A reading is the item's code or `task` and its words, then, where
 * it is said: ×how many · room · measurements · due (else the item's own band) · urgent · @who · because · detail ·
 * `guessed` mistyped words, which the preview says · `asks` what is asked before it is agreed · `unclear` words that need
 * a second Enter · `who` is asked for @somebody · `doubt` what must be put right first.
 */
export const corpus = `# As the issue has them
2 grab rails bath wed → MIN-GRS ×2 · Bathroom · due 2026-11-25
perching stool 48cm kitchen → SEA-PST · Kitchen · seat height 48 cm · asks seat height 48 cm | hip width 48 cm | leave “48cm” as words
pendant urgent lives alone → TEC-PEN · due 2026-11-23 · urgent · because lives alone
ot review stairs thurs → REF-OTR · Stairs · due 2026-11-26
care act before day 42 → REF-CAA · due 2026-12-11
kit bathroom → kit bathroom: BTH-BRD MIN-GRS TOI-FRS BTH-MAT

# Equipment, plainly
perching stool → SEA-PST
perch → SEA-PST
perch fri → SEA-PST · due 2026-11-27
Perching Stool Kitchen → SEA-PST · Kitchen
PERCHING STOOL KITCHEN FRI → SEA-PST · Kitchen · due 2026-11-27
perching stool no arms kitchen → SEA-PSN · Kitchen
kitchen stool tues → SEA-PST
commode → TOI-COM
commode bedroom today → TOI-COM · Bedroom
Commode bedside → TOI-COM · Bedroom
bariatric commode bedroom asap → TOI-COMB · Bedroom · due 2026-11-23 · urgent
wheeled commode bedroom → TOI-COMW · Bedroom
glideabout bedroom fri → TOI-COMW · Bedroom · due 2026-11-27
bath board → BTH-BRD
bath board bathroom → BTH-BRD · Bathroom
bath step thurs → BTH-STP · due 2026-11-26
bath lift @priya → BTH-LFT · @priya
shower stool shower → BTH-STL · Shower
shower chair wet room → BTH-CHR · Bathroom
toilet frame upstairs toilet → TOI-FRS · Toilet
loo frame downstairs loo → TOI-FRS · Toilet
mowbray toilet → TOI-SEF · Toilet
raised toilet seat 4 inch → TOI-RTS4
rts 2 inch → TOI-RTS2
rts → TOI-RTS2 · asks Raised toilet seat, 2 inch (5 cm) | Raised toilet seat, 4 inch (10 cm) | Raised toilet seat, 6 inch (15 cm)
toilet seat → TOI-RTS2 · asks Raised toilet seat, 2 inch (5 cm) | Raised toilet seat, 4 inch (10 cm)
zimmer → WLK-FRM
zimmer frame tomorrow → WLK-FRM
wheeled zimmer hall → WLK-FWW · Hall
rollator → WLK-ROL
walking stick → WLK-STK
quad stick → WLK-QUA
crutches → WLK-ELB
gutter frame → WLK-GUT
trolley kitchen → WLK-TRO · Kitchen
kitchen trolley kitchen wed → WLK-TRO · Kitchen · due 2026-11-25
wheelchair → WLK-WCH
2 chair raisers lounge → SEA-CRS ×2 · Living room
bed raisers bedroom → BED-RAI · Bedroom
bed lever bedroom thu → BED-LEV · Bedroom · due 2026-11-26
hospital bed bedroom urgent → BED-PRO · Bedroom · urgent
bed rails bedroom → BED-RLS · Bedroom
overbed table → BED-TBL
slide sheets → TRF-SLD
banana board → TRF-BRD
rotunda → TRF-TRN
hoist bedroom → TRF-HST · Bedroom
hoist sling → TRF-SLG
stand aid lounge → TRF-STH · Living room
pressure cushion → PRE-CUF
airflow mattress today → PRE-MAA
heel boots → PRE-HEL
reacher → DLA-RCH
helping hand → DLA-RCH
sock aid → DLA-SOC
beaker → DLA-BKR
kettle tipper → DLA-KTL
2 key turners → DLA-KEY ×2
plate guard → DLA-PLT
wee bottle → TOI-URB

# Adaptations
grab rail → MIN-GRS
grab rail front door → MIN-GRS · Front door
grab rail by the toilet → MIN-GRS · Toilet
grab rails x2 bath → MIN-GRS ×2 · Bathroom
grab rails bath 2 → MIN-GRS ×2 · Bathroom
3 grab rails shower fri → MIN-GRS ×3 · Shower · due 2026-11-27
two grab rails top of stairs → MIN-GRS ×2 · Stairs
long grab rail back door → MIN-GRL · Back door
drop rail toilet → MIN-DDR · Toilet
stair rail → MIN-STR
second stair rail stairs next week → MIN-STR · Stairs · due 2026-11-30
newel rail → MIN-NWL
external rail front step → MIN-EXR · Front step
half step back door → ACC-HST · Back door
keysafe → MIN-KEY
key safe front door tomorrow → MIN-KEY · Front door · due 2026-11-24
key safe @ron by fri → MIN-KEY · due 2026-11-27 · @ron
lever taps kitchen → MIN-TAP · Kitchen
outside light porch → MIN-LGT · Porch
smoke alarm hall → MIN-SMK · Hall

# Care technology
pendant → TEC-PEN
lifeline → TEC-PEN
pendant alarm @dee → TEC-PEN · @dee
pendant @ct fri → TEC-PEN · due 2026-11-27
falls detector → TEC-FAL
wrist pendant tmrw → TEC-WRI · due 2026-11-24
bed sensor bedroom → TEC-BED · Bedroom
door sensor front door → TEC-DOR · Front door
gps → TEC-GPS
pill dispenser → TEC-MED
pivotell → TEC-MED
co alarm → TEC-CO
flood sensor kitchen → TEC-FLD · Kitchen
dementia clock → TEC-CLK
bogus caller → TEC-BOG
deaf alert bedroom → TEC-VIB · Bedroom

# Referrals
physio → REF-PHY
physio thurs → REF-PHY
ot assessment → REF-OTA
ot ax wed → REF-OTA · due 2026-11-25 · guessed ax
dn → REF-CNR
district nurse today → REF-CNR · due 2026-11-23
falls clinic → REF-FAL
refer to falls clinic → REF-FAL
care act → REF-CAA
care act assessment @ade → REF-CAA · @ade
caa by 4 dec → REF-CAA · due 2026-12-04
sw → REF-CAA · guessed sw
swv → REF-SWV · guessed swv
safe and well visit → REF-SWV
salt → REF-SLT
cpn → REF-MHT
gp → REF-GPR
gp review tomorrow → REF-GPR
meds review → REF-MED · guessed meds
pharmacist by thurs → REF-MED
continence → REF-CON
dietician → REF-DIE
attendance allowance → REF-BEN
carers assessment → REF-CAR
befriending → REF-BEF
meals on wheels from mon → REF-FOO · due 2026-11-30
housing options → REF-HOU
manual handling review → REF-MHA
telecare review → REF-TEL
stairs assessment → REF-STA

# Days
commode by wednesday → TOI-COM · due 2026-11-25
commode next tues → TOI-COM · due 2026-12-01
commode 25/11 → TOI-COM · due 2026-11-25
commode wed 25 nov → TOI-COM · due 2026-11-25
commode on 2 december → TOI-COM · due 2026-12-02
commode in 3 days → TOI-COM · due 2026-11-26
commode wedneday → TOI-COM · due 2026-11-25
commode tomorow → TOI-COM · due 2026-11-24
commode before day 42 → TOI-COM · due 2026-12-11
physio by day 28 → REF-PHY · due 2026-11-27
ot review b4 day 35 → REF-OTR · due 2026-12-04
commode before day 12 → TOI-COM · doubt is in the past
commode yesterday → TOI-COM · doubt is in the past
commode 20 nov → TOI-COM · doubt is in the past
commode 31/2 → TOI-COM · doubt no such day
commode 31 nov → TOI-COM · doubt no such day
commode by 30/2 → TOI-COM · doubt no such day

# How many
4 chair raisers → SEA-CRS ×4
chair raisers x4 → SEA-CRS ×4
2 x bath mats → BTH-MAT ×2
2 commodes bedroom → TOI-COM ×2 · Bedroom
30 grab rails → MIN-GRS · doubt at most 20 at a time
grab rails x25 → MIN-GRS · doubt at most 20 at a time
1 perching stool → SEA-PST

# Measurements
perching stool seat height 48 → SEA-PST · seat height 48 cm
perching stool seat ht 48cm kitchen → SEA-PST · Kitchen · seat height 48 cm
perching stool seat height 48cm hip width 40 → SEA-PST · seat height 48 cm · hip width 40 cm
perching stool 480mm → SEA-PST · seat height 48 cm · asks seat height 48 cm | hip width 48 cm | leave “480mm” as words
perching stool seat height 480 → SEA-PST · seat height 48 cm · asks seat height 48 cm | leave “seat height 480” as words
perching stool seat height 18 in → SEA-PST · seat height 45.7 cm
perching stool seat height 90 → SEA-PST · detail Seat height 90 · asks leave “seat height 90” as words
perching stool kitchen worktop height 92cm → SEA-PST · worktop height 92 cm
perching stool worktop 92 → SEA-PST · worktop height 92 cm
perching stool kitchen weight 12 st 4 → SEA-PST · user weight 78 kg
commode hip width 45cm → TOI-COM · hip width 45 cm
commode 16 inch → TOI-COM · seat height 40.6 cm · asks seat height 40.6 cm | hip width 40.6 cm | leave “16 inch” as words
bath board rim width 5cm → BTH-BRD · rim width each side 5 cm
bath step rim height 55 → BTH-STP · bath rim height 55 cm
walking stick 92cm → WLK-STK · handle height 92 cm
zimmer handle height 85 → WLK-FRM · handle height 85 cm
zimmer 33 in → WLK-FRM · handle height 83.8 cm · asks handle height 83.8 cm | frame width 83.8 cm | door widths 83.8 cm | leave “33in” as words
grab rail 450mm bath → MIN-GRS · Bathroom · length 45 cm · asks length 45 cm | height 45 cm | leave “450mm” as words
grab rail length 450mm bath → MIN-GRS · Bathroom · length 45 cm
2 grab rails length 600mm height 90cm stairs → MIN-GRS ×2 · Stairs · length 60 cm · height 90 cm
half step back door 8cm → ACC-HST · Back door · step height 8 cm
ramp step height 12cm door 80cm → ACC-RMP · step height 12 cm · door opening width 80 cm
external rail 3 steps → MIN-EXR · number of steps 3
wheelchair hip width 45 weight 82kg → WLK-WCH · hip width 45 cm · user weight 82 kg
hoist weighs 95kg → TRF-HST · user weight 95 kg
raised toilet seat 4 inch seat height 46 → TOI-RTS4 · seat height 46 cm
shower stool seat height 50cm → BTH-STL · seat height 50 cm
bed raisers seat height 47 @tom → BED-RAI · seat height 47 cm · @tom

# Urgency and owners
urgent commode → TOI-COM · urgent
commode URGENT → TOI-COM · urgent
commode asap bedroom → TOI-COM · Bedroom · urgent
urgent 2 commodes by wed → TOI-COM ×2 · due 2026-11-25 · urgent
perching stool @priya → SEA-PST · @priya
perching stool @OT → SEA-PST
grab rail bath @ma → MIN-GRS · Bathroom
pendant @dee k today → TEC-PEN · due 2026-11-23 · @dee
pendant @zoe → TEC-PEN · who CT’s queue
hospital bed @grace urgent → BED-PRO · urgent · @grace

# Reasons
pendant because lives alone → TEC-PEN · because lives alone
pendant lives alone → TEC-PEN · because lives alone
pendant lives on her own fri → TEC-PEN · due 2026-11-27 · because lives on her own
key safe front door as cannot get to door → MIN-KEY · Front door · because cannot get to door
perching stool kitchen unsteady → SEA-PST · Kitchen · because unsteady
perching stool can't stand to cook → SEA-PST · because can't stand to cook
commode bedroom because too weak for stairs → TOI-COM · Bedroom · because too weak for stairs
commode because fell on monday → TOI-COM · because fell on monday
commode because fell monday by wed → TOI-COM · due 2026-11-25 · because fell monday
grab rail bath recent falls → MIN-GRS · Bathroom · because recent falls
falls detector had 3 falls → TEC-FAL · because had 3 falls
grab rail bath since he fell in the shower → MIN-GRS · Bathroom · because he fell in the shower
pendant urgent because wife is away @dee → TEC-PEN · due 2026-11-23 · urgent · @dee · because wife is away
bed sensor wanders at night → TEC-BED · because wanders at night
pill dispenser forgets tablets → TEC-MED · because forgets tablets
care act as no family → REF-CAA · because no family
carers assessment wife struggles → REF-CAR · because wife struggles
stair rail due to poor sight → MIN-STR · because poor sight
bath board unable to step in → BTH-BRD · because unable to step in
rollator unsteady outdoors fri → WLK-ROL · due 2026-11-27 · because unsteady outdoors
hospital bed risk of pressure sores → BED-PRO · because risk of pressure sores
commode as agreed → TOI-COM · detail Agreed

# Kits
bathroom kit → kit bathroom: BTH-BRD MIN-GRS TOI-FRS BTH-MAT
kitchen kit fri → kit kitchen: SEA-PST WLK-TRO DLA-KTL · due 2026-11-27
kit night urgent → kit night: TOI-COM BED-LEV MIN-LGT · urgent
kit in and out → kit in-and-out: MIN-KEY MIN-EXR TEC-PEN
medicines kit @dee → kit medicines: TEC-REM REF-MED · @dee
kit bath → kit bathroom: BTH-BRD MIN-GRS TOI-FRS BTH-MAT
kit bathrom → kit bathroom: BTH-BRD MIN-GRS TOI-FRS BTH-MAT
kit kitchen because burnt hand → kit kitchen: SEA-PST WLK-TRO DLA-KTL · because burnt hand
kit garden → task Kit garden · unclear kit garden

# Mistyped and shortened
perchng stol → SEA-PST · guessed perchng stol
perhcing stool kitchen → SEA-PST · Kitchen · guessed perhcing
purching stool → SEA-PST · guessed purching
comode bedrom → TOI-COM · Bedroom
cmmd → TOI-COM · guessed cmmd
grb rail bath → MIN-GRS · Bathroom · guessed grb
grabrail bathrom → MIN-GRS · Bathroom
grab rial toilet → MIN-GRS · Toilet · guessed rial
pendnt alarm → TEC-PEN · guessed pendnt
pndnt urgent → TEC-PEN · due 2026-11-23 · urgent · guessed pndnt
keysaef front door → MIN-KEY · Front door · guessed keysaef
zimer frame → WLK-FRM · guessed zimer
rolator → WLK-ROL · guessed rolator
wheelchiar → WLK-WCH · guessed wheelchiar
bath bord → BTH-BRD · guessed bord
shwer stool → BTH-STL · guessed shwer
raised tiolet seat 4 inch → TOI-RTS4 · guessed tiolet
distrct nurse → REF-CNR · guessed distrct
physo thurs → REF-PHY · guessed physo
care act assesmnt → REF-CAA · guessed assesmnt
medicaton review → REF-MED · guessed medicaton
slide sheest → TRF-SLD · guessed sheest
smoke alrm → MIN-SMK · guessed alrm

# In the team's own words
ring the daughter about keys → task Ring the daughter about keys
ring son @ade wed → task Ring son · due 2026-11-25 · @ade
chase pharmacy about tablets → task Chase pharmacy about tablets
ask gp about dizzy spells → task Ask gp about dizzy spells
speak to landlord about damp → task Speak to landlord about damp
check fridge tomorrow → task Check fridge
phone wife because worried about discharge → task Phone wife because worried about discharge
find out who has the spare key → task Find out who has the spare key
count the 2 boxes in the kitchen → task Count the 2 boxes in the kitchen
order more gloves → task Order more gloves
collect hospital letter @nadia → task Collect hospital letter · @nadia

# Two in one line
commode and grab rail → MIN-GRS · detail Commode · unclear commode · doubt one at a time: Commode, static, height-adjustable, then Grab rail, short
perching stool, bath board → BTH-BRD · detail Perching stool · unclear perching stool · doubt one at a time: Perching stool with arms and back, then Bath board
pendant + fall detector → TEC-FAL · doubt one at a time: Digital alarm unit with neck pendant, then Worn fall detector
key safe then pendant → MIN-KEY · detail Then pendant · unclear pendant · doubt one at a time: Key safe, then Digital alarm unit with neck pendant

# What is not understood
grab rail bathroom qwzx → MIN-GRS · Bathroom · detail Qwzx · unclear qwzx
xyzzy → task Xyzzy
asdf ghjk → task Asdf ghjk
rail → MIN-GRL · asks Grab rail, long (24 inch or more) | Grab rail, short (12-18 inch)
toilet raiser → TOI-RTS2 · asks Raised toilet seat, 2 inch (5 cm) | Raised toilet seat, 4 inch (10 cm) | Raised toilet seat, 6 inch (15 cm)

# Commitments, not actions
/down → commits: Step down: one call fewer a day from tomorrow
step down → commits: Step down: one call fewer a day from tomorrow
/ends thu → commits: Ends Thu 26 Nov
ends 26 nov → commits: Ends Thu 26 Nov
ends 31 nov → commits: asked which day
end on friday → commits: Ends Fri 27 Nov
`
