/**
 * The forty items that are asked for most, each with its whole way, run by `forty-items.test.ts` against the catalogue a
 * service starts with, on Monday 23 November 2026 at 09:20. Nothing says which they are; the list is ours: of every group
 * of equipment what people need to get home and stay there, then the commonest adaptations and care technology. [choice]
 *
 * What is typed | tier: who types it, and who signs where they may not ask | item and title, ×how many | whose queue ·
 * room · due | what is measured: name = as typed, and → as it is kept where that is another | its way | what becomes of it
 *
 * Ways: `ordered` from the supplier; `by us`, taken from the store; `fitted` by the team itself, by appointment; `handed
 * over` by the team; `installed` by appointment and tested, with how the alarm connects.
 */
export const fortyItems = `
# Toilet
raised toilet seat 4 inch toilet | P1: trusted assessor | TOI-RTS4 Raised toilet seat, 4 inch | OT · Toilet · 2026-11-24 | seat height = 46; toilet bowl height = 40 cm; bowl shape = round; user weight = 78 | ordered | comes back
loo frame downstairs loo | P1: assistant, trusted assessor signs | TOI-FRS Toilet surround frame, free-standing, height-adjustable | OT · Toilet · 2026-11-24 | arm height = 68; width between arms = 50; floor space each side of toilet = 30 cm each; user weight = 11 st → 69.9 | ordered | comes back
mowbray toilet | P1: nurse | TOI-SEF Combined toilet seat and frame | OT · Toilet · 2026-11-24 | seat height = 18 in → 45.7; hip width = 42; floor space = enough; user weight = 84 kg → 84 | ordered | comes back
commode bedroom today | P1: nurse | TOI-COM Commode, static, height-adjustable | OT · Bedroom · 2026-11-23 | seat height = 47; hip width = 410 mm → 41; user weight = 66 | by us | comes back
urine bottle | P1: nurse | TOI-URB Urine bottle, male or female, with lid or non-return valve | OT · · 2026-11-24 | | ordered | stays

# Bath and shower
bath board | P1: trusted assessor | BTH-BRD Bath board | OT · · 2026-11-30 | bath internal width at rim = 58; rim width each side = 7; bath material = steel; user weight = 72 | ordered | comes back
bath step thurs | P1: physio | BTH-STP Bath step | OT · · 2026-11-26 | bath rim height = 55; user weight = 90 | by us | comes back
shower stool | P1: assistant, OT signs | BTH-STL Shower stool, height-adjustable | OT · · 2026-11-26 | seat height = 44; shower tray internal size = 80 by 80 cm; user weight = 12 st 4 → 78 | ordered | comes back
shower chair wet room | P1: OT | BTH-CHR Shower chair with arms and back | OT · Bathroom · 2026-11-26 | seat height = 45.5; hip width = 44; tray internal size = level floor; user weight = 101 | ordered | comes back
bath mat | P0: assistant | BTH-MAT Non-slip bath or shower mat | OT · · 2026-11-30 | | by us | stays

# Sitting
perching stool kitchen | P1: trusted assessor | SEA-PST Perching stool with arms and back | OT · Kitchen · 2026-11-24 | seat height = 48; hip width = 40; worktop height = 90; user weight = 76 | ordered | comes back
2 chair raisers lounge | P1: physio | SEA-CRS Chair raisers ×2 | OT · Living room · 2026-11-26 | seat height = 46; present seat height = 41; leg type and spacing = castors, 52 cm apart; user weight = 81 | by us | comes back
riser recliner lounge | P3: OT, senior OT signs | SEA-RRC Riser-recliner chair | OT · Living room · 2026-12-07 | seat height = 47; hip width = 46; seat depth = 50; user height = 165; socket position = left of the window; user weight = 88 | ordered | comes back

# Bed
bed raisers bedroom | P1: nurse | BED-RAI Bed raisers | OT · Bedroom · 2026-11-26 | seat height = 45; present mattress-top height = 42; leg or castor type and spacing = four legs; divan or frame = frame; user weight = 70 | by us | comes back
bed lever bedroom thu | P2: physio | BED-LEV Bed lever | OT · Bedroom · 2026-11-26 | bed base type = divan; mattress depth = 22; side of exit = left; gap between lever and mattress = 0; user weight = 65 | ordered | comes back
hospital bed bedroom urgent | P2: nurse, OT signs | BED-PRO Profiling bed, electric, height-adjustable | OT · Bedroom · 2026-11-23 | room floor area = 3 by 4 m; door and stair access = ground floor; socket position = behind the bed; user height = 1.72 m → 172; user weight = 82 | ordered | comes back
overbed table | P1: trusted assessor | BED-TBL Overbed or over-chair table | OT · · 2026-11-26 | chair or bed height = 52; base clearance = 9 | ordered | comes back

# Moving and handling
slide sheet today | P2: trusted assessor, physio signs | TRF-SLD Slide sheets (pair) | OT · · 2026-11-23 | sheet size for bed = single | by us | stays
hoist bedroom urgent | P2: senior OT | TRF-HST Mobile hoist with spreader bar | OT · Bedroom · 2026-11-23 | turning space = 1.5 m → 150; clearance under bed and chair = 12; user weight = 94 | ordered | comes back

# Skin
pressure cushion lounge | P2: physio | PRE-CUF Pressure-reducing cushion, foam | OT · Living room · 2026-11-24 | chair seat width and depth = 45 by 45 cm; effect on seat height = 7 cm higher; user weight = 60 | ordered | comes back
airflow mattress urgent | P2: nurse, senior OT signs | PRE-MAA Alternating air mattress and pump | OT · · 2026-11-23 | bed size = single; user weight for pump setting = 59; socket = by the headboard | ordered | comes back

# Walking
zimmer frame tomorrow | P2: physio | WLK-FRM Walking frame, no wheels | OT · · 2026-11-24 | handle height = 83; frame width = 62; door widths = 72; user weight = 73 | by us | comes back
rollator | P2: assistant, physio signs | WLK-ROL Rollator with brakes, three or four wheels | OT · · 2026-11-26 | handle height = 88; folded width = 32; door widths = 74; user weight = 79 | ordered | comes back
walking stick | P2: OT | WLK-STK Walking stick | OT · · 2026-11-24 | handle height = 2 ft 10 → 86.4; user weight = 68 | by us | stays
kitchen trolley kitchen wed | P1: trusted assessor | WLK-TRO Kitchen trolley, height-adjustable | OT · Kitchen · 2026-11-25 | handle height = 86; door widths = 71; thresholds = none; user weight = 75 | ordered | comes back
wheelchair | P3: senior OT | WLK-WCH Transit wheelchair, short-term loan | OT · · 2026-11-30 | hip width = 43; seat depth = 44; user weight = 91; door widths = 76 | ordered | comes back
half step back door | P1: OT | ACC-HST Half step with rail, removable | OT · Back door · 2026-11-30 | step height = 18; door opening direction = inwards; side of rail = right; user weight = 85 | ordered | comes back

# Every day
helping hand | P0: assistant | DLA-RCH Reacher | OT · · 2026-11-30 | length needed = 76 | by us | stays
sock aid | P1: trusted assessor | DLA-SOC Sock aid | OT · · 2026-11-30 | | by us | stays
kettle tipper kitchen | P1: OT | DLA-KTL Kettle tipper | OT · Kitchen · 2026-11-30 | kettle shape = jug | ordered | stays

# Minor adaptations
2 grab rails bath wed | P1: trusted assessor | MIN-GRS Grab rail, short ×2 | MA · Bathroom · 2026-11-25 | position = by the taps, both sides; height = 95; wall construction = tiled brick; length = 45; angle = upright; user weight = 77 | fitted | stays
stair rail stairs | P1: assistant, nurse signs | MIN-STR Stair handrail | MA · Stairs · 2026-12-02 | length = 3.6 m → 360; side = left going up; wall construction = plaster on brick; turns or winders = none; user weight = 74 | fitted | stays
outdoor handrail front door | P2: OT | MIN-EXR Outdoor handrail at entrance | MA · Front door · 2026-12-02 | number of steps = 3; rise = 17; side = right; ground surface = paving; user weight = 83 | fitted | stays
key safe front door | P1: nurse | MIN-KEY Key safe | MA · Front door · 2026-11-26 | wall construction = brick; position agreed = out of sight; owner permission = given | fitted | stays
outside light | P1: trusted assessor | MIN-LGT Sensor or additional light | MA · · 2026-12-02 | | fitted | stays

# Care technology
pendant urgent lives alone | CT: OT, care technology signs | TEC-PEN Digital alarm unit with neck pendant | CT · · 2026-11-23 | | installed, analogue | comes back
falls detector | CT: care technology | TEC-FAL Worn fall detector | CT · · 2026-11-30 | | installed, SIM | comes back
door sensor front door | CT: care technology | TEC-DOR Door exit sensor | CT · Front door · 2026-11-30 | | installed, digital line | comes back
pill timer | CT: trusted assessor, care technology signs | TEC-REM Medication reminder, not monitored | CT · · 2026-11-30 | | handed over | comes back
dementia clock lounge | P1: nurse | TEC-CLK Day, date and voice prompt clock | CT · Living room · 2026-11-30 | | handed over | comes back
`
