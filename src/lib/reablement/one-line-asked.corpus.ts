/**
 * What people type into the one line that names an item and orders none, or not surely: that it is not wanted, is there,
 * is broken, is to be checked; two things of which one is meant; a thing no catalogue has. As `one-line.corpus.ts`: its
 * readings are what a therapist means, and one Enter never orders.
 */
export const asked = `# Not wanted
no commode needed → task No commode needed · asks task: “No commode needed” | order: Commode, static, height-adjustable | order: Commode, bariatric
not perching stool → task Not perching stool · asks task: “Not perching stool” | order: Perching stool with arms and back | order: Perching stool without arms
no perching stool → task No perching stool · asks task: “No perching stool” | order: Perching stool without arms | order: Perching stool with arms and back
without pendant → task Without pendant · asks task: “Without pendant” | order: Digital alarm unit with neck pendant | order: Worn fall detector
bath lift no → task Bath lift no · asks task: “Bath lift no” | order: Bath lift, battery-powered | order: Non-slip bath or shower mat
doesn't need a commode → task Doesn't need a commode · asks task: “Doesn't need a commode” | order: Commode, static, height-adjustable | order: Commode, bariatric
carer alert not wanted → task Carer alert not wanted · asks task: “Carer alert not wanted” | order: Carer pager with sensor, not monitored
refused pendant → task Refused pendant · asks task: “Refused pendant” | order: Digital alarm unit with neck pendant | order: Worn fall detector
pendant declined fri → task Pendant declined · due 2026-11-27 · asks task: “Pendant declined” | order: Digital alarm unit with neck pendant | order: Worn fall detector
commode not needed any more → task Commode not needed any more
pendant no longer needed → task Pendant no longer needed
does not want pendant → task Does not want pendant

# There already, or on its way
has a commode → task Has a commode · asks task: “Has a commode” | order: Commode, static, height-adjustable | order: Commode, bariatric
has pendant already → task Has pendant already
commode delivered → task Commode delivered · asks task: “Commode delivered” | order: Commode, static, height-adjustable | order: Commode, bariatric
pendant arrived → task Pendant arrived · asks task: “Pendant arrived” | order: Digital alarm unit with neck pendant | order: Worn fall detector
perching stool fitted → task Perching stool fitted · asks task: “Perching stool fitted” | order: Perching stool with arms and back | order: Perching stool without arms
perching stool in place → task Perching stool in place · asks task: “Perching stool in place” | order: Perching stool with arms and back | order: Perching stool without arms
waiting for commode → task Waiting for commode · asks task: “Waiting for commode” | order: Commode, static, height-adjustable | order: Commode, bariatric
commode still waiting → task Commode still waiting
key safe working → task Key safe working · asks task: “Key safe working” | order: Key safe
commode on order → task Commode on order · asks task: “Commode on order” | order: Commode, static, height-adjustable | order: Commode, bariatric

# Not as it should be
commode broken → task Commode broken · asks task: “Commode broken” | order: Commode, static, height-adjustable | order: Commode, bariatric
rail broken bathroom → task Rail broken bathroom · asks task: “Rail broken bathroom” | order: Grab rail, short | order: Grab rail, long
grab rail loose → task Grab rail loose · asks task: “Grab rail loose” | order: Grab rail, short | order: Grab rail, long
perching stool too low → task Perching stool too low · asks task: “Perching stool too low” | order: Perching stool with arms and back | order: Perching stool without arms
commode unsafe → task Commode unsafe · asks task: “Commode unsafe” | order: Commode, static, height-adjustable | order: Commode, bariatric
replace commode → task Replace commode · asks task: “Replace commode” | order: Commode, static, height-adjustable | order: Commode, bariatric

unsafe bath board → task Unsafe bath board · asks task: “Unsafe bath board” | order: Bath board | order: Bath seat, in-bath
door sensor falls off → task Door sensor falls off · asks task: “Door sensor falls off” | order: Door exit sensor | refer: Falls clinic

# Something to be done with it
collect commode → task Collect commode
collect commode fri @nadia → task Collect commode · due 2026-11-27 · @nadia
check commode → task Check commode
check the perching stool → task Check the perching stool
show perching stool again → task Show perching stool again
show shower stool → task Show shower stool
measure for perching stool → task Measure for perching stool
return commode → task Return commode
swap commode → task Swap commode
review perching stool → task Review perching stool
send pendant → task Send pendant · asks task: “Send pendant” | order: Digital alarm unit with neck pendant | order: Worn fall detector

# One of two
bath seat or bath board → BTH-SEA · asks Bath seat, in-bath | Bath board
pendant/key safe → TEC-PEN · asks Digital alarm unit with neck pendant | Key safe
pendant or key safe → TEC-PEN · asks Digital alarm unit with neck pendant | Key safe
commode or urine bottle fri → TOI-COM · due 2026-11-27 · asks Commode, static, height-adjustable | Urine bottle, male or female, with lid or non-return valve

# In no catalogue
stairlift → task Stairlift · asks task: “Stairlift” | order: Sensor or additional light
stair lift → task Stair lift · asks task: “Stair lift” | refer: Stairs assessment | order: Stair handrail
stair gate → task Stair gate · asks task: “Stair gate” | refer: Stairs assessment | order: Stair handrail
stairs gate → task Stairs gate · asks task: “Stairs gate” | refer: Stairs assessment | order: Stair handrail
walk in shower → task Walk in shower · asks task: “Walk in shower” | order: Walking frame, no wheels | order: Frame bag or caddy

# Nobody by that name, or several
pendant @ann → TEC-PEN · who Ann Reed (CT) | Ann Bell (OT) | CT’s queue
commode fri @ann → TOI-COM · due 2026-11-27 · who Ann Bell (OT) | Ann Reed (CT) | OT’s queue
commode @pryia → TOI-COM · who Priya Shah (OT) | OT’s queue
kit night @ann → kit night: TOI-COM BED-LEV MIN-LGT · who Ann Bell (OT) | Ann Reed (CT) | each team’s queue

# A word of the item’s own names no measurement
walking frame 82cm → WLK-FRM · handle height 82 cm · asks handle height 82 cm | frame width 82 cm | door widths 82 cm | leave “82cm” as words

# Orders all the same: the words are the item's own, or how it is to be done
pendant @ann r → TEC-PEN · @anna
perching stool without arms → SEA-PSN
walking frame 95kg → WLK-FRM · user weight 95 kg
walking frame frame width 60 → WLK-FRM · frame width 60 cm
zimmer no wheels hall → WLK-FRM · Hall
fit and demonstrate pendant today → TEC-PEN · due 2026-11-23 · detail Fit and demonstrate
key safe to be fitted fri → MIN-KEY · due 2026-11-27 · detail Fitted
`
