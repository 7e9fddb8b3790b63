import { startingRooms } from '#lib/reablement/line-words.ts'

/** Words that plainly say how, where, for whom or with what: a detail of an action, never a mistyped item. [choice] */
const plain = new Set(
  (
    'able above across after afternoon again age ago all alone along already always am and another anxious any arm arms ' +
    'arthritis as away back balance bag bariatric base bath be because bed been before behind below beside best better ' +
    'between big black blind blue both bottom box breakfast bring broken brother but by calls can cannot carer carers care ' +
    'carpet ceiling chair change charged check children clean close cold colour come comes consent corner cream could cup ' +
    'cushion daily damp dark daughter day days dead deaf delivered dementia did dinner do does dog doing done door doors ' +
    'double down downstairs dress dressing dry due each early eat either electric elderly empty end ends entrance evening ' +
    'every existing extra eye eyes face fall fallen falls family far fast father feet fell few first fitted fix fixed flat ' +
    'floor foam foot free friend from front full garden gas get gets getting go goes going gone good gp grab grandson ' +
    'granddaughter green grey grip ground had half hall handle hands hard has have head hearing heavy height help helps ' +
    'here hers high hip his hold holds home hospital hours house how husband if ill indoors instead into is it its just ' +
    'keep key keys kitchen knee knees ladies landing large last late later leave left leg legs less let level lid light ' +
    'like little live lives living lock locked long low lower lunch main makes male female man may meals memory metal ' +
    'middle might mild mobile month months more morning most mother mum dad moved much must narrow near neck neighbour ' +
    'neighbours never new next niece nephew night no non nor not note now number obese off often old older once one only ' +
    'onto open or other our out outdoors outside over own pain pair parking partner people permanent person phone plain ' +
    'plastic please poor power private property put quick quickly quite rail rails ready red rented replace replacement ' +
    'return right room round rural safe safely same says second see sees self separate seat set shared she shelf short ' +
    'shoulder side sight since single sink sister sit sits sitting size sleep sleeps slippery slow slowly small smaller ' +
    'smooth so soft some son soon spare spouse stable stage stairs stand standard standing stands start stay stays steady ' +
    'steep step steps stick sticks still stood strong stroke swollen table taken tall taller temporary tenant than that the ' +
    'their them then there these they thick thin things this three through tight tile tiled tiles till time times tired to ' +
    'today together toilet too top towards transfers trial two unable under unsafe unsteady until up upper upstairs use used ' +
    'uses using very visit visits visual wait waiting walk walking walks wall walls want wants warm was wash washing water ' +
    'way weak weakness weeks week weight well were wet what wheel wheels when where which while white who why wide wider ' +
    'wife will window with without wood wooden work works would wrist yes yet young youngest ' +
    'urgent left-handed right-handed left-hand right-hand landlord council tenancy consented agreed supplied fits fit ' +
    'fitting demonstrate show shown teach review collect collected deliver installed install measured measure measurements ' +
    'padded adjustable heavy-duty lightweight folding foldable bilateral nocte asap tel sofa settee wardrobe dresser drawer ' +
    'loft porch gate path drive driveway doorway doorstep threshold plasterboard brick concrete'
  ).split(' '),
)
const rooms = new Set(startingRooms.flatMap(({ words }) => words.flatMap((said) => said.split(' '))))

const size = /^\d+(?:[.,]\d+)?(?:mm|cm|m|in|ins|inch|inches|ft|foot|feet|kg|kgs|st|stone|lb|lbs|%|"|x\d+)$/
const units = /^(?:mm|cm|m|metres?|meters?|inch|inches|ins|ft|foot|feet|kg|kgs|stone|st|lbs?|%|")$/

/** The words among what is left over that are neither plain nor a measurement: nobody can say what they mean. */
export function notUnderstood(left: string): string[] {
  const words = left.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  return words.filter((word, place) => {
    const low = word.toLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}"%]+$/gu, '')
    if (size.test(low) || units.test(low)) return false
    if (/^\d+(?:[.,]\d+)?$/.test(low)) return !isSize(Number(low), words[place + 1])
    const bare = low.replace(/[’']s?$/u, '')
    return ![low, bare, bare.replace(/s$/, '')].some((said) => plain.has(said) || rooms.has(said))
  })
}

/** '48 cm', and 450 without a unit: millimetres go in fifties. */
function isSize(number: number, next: string | undefined): boolean {
  return units.test(next?.toLowerCase() ?? '') || (number >= 50 && number <= 2000 && number % 50 === 0)
}
