/**
 * Words a note uses that are, or begin, somebody's surname: "the hall light", "by 3 May", "gran", "has". Whoever is
 * called one of them is known by a title, a forename or a capital; everybody else by the name alone. [choice]
 */
const listed = `
  able about above across act add after again age aged ago aim air all alley allow alone along also am an and ankle
  any apart appear april apron are area arm around art ash ask asked asks asleep assist at ate august aunt autumn
  away awake baby back bad bag baker balance ball band bank banks bar bare barn barber basin bath bathe bay be beach beam
  bear beard beat beck bed been began begin behind bell below belt bench bend berry beside best better big bin birch bird
  birth bishop bit bite black blank blind block blood blue blunt board body boil bolt bond bone book boot booth border
  born both bottle bottom bow bowel bowl box brace branch brand bread break breath brick bridge bridges brief bright bring
  broad brook broom brother brown bruise brush bubble buck bull bun burn burns bus bush busy butcher butler butt
  butter button buy by cab cake call calm came camp can canal cane cap car card cards care carer carpenter carpet
  carry cart case cash castle cat catch cause centre chain chair chambers chance change chapel charge
  chase chat check cheese cherry chest child chin chip choice choose church city clay clean clear clerk climb clinic clock
  close cloth coal coat cod coffee coin cold come comes commode common concern cook cool cord corn corner cost
  cotton couch cough could count course court cover cow craft cream crisp cross crow crowd cry cup curry
  curtain cushion cut dab daily damp dance dark date daughter dawn day days dead dean dear death decline deep deer
  desk did died diet dinner dip dish do doctor does dog dolly done door dose double dove down drank draw dream dress
  drew drink drive driver drop dry duck due duke dull dust each ear earl early east easter easy eat eats edge edges
  egg elbow eld end enough enter even evening ever every exit eye face fair faith fall falls family far farm farmer   fast fat father fear feel feels feet fell fells felt few field fields fill find fine finger finish fire first fish fit
  fitted five flat flood floor flower flowers fly fold follow food foot for forest fork form forth fortune found
  four fox frail frame free french fresh friday fridge friend frost fry full fuller gale garden gardener
  gas gate gates gave gay get gets gift girl give given glad glass glove go goal goals goes gold good got
  gown grab grace grain gran grand grandson grant grass gravel graves gray great green grey grief grip ground grow guard
  guest gun had hair half hall ham hammer hand handle hands happy harbour hard hardy harm harp hart has hat have hay
  head heal hear heard heart heat heavy heel held help her here high hill hills him hip his hit hob hold holder hole
  holiday hollow home hook hoop hope horn hot hour house how howl hub hunt hunter hurt husband ice ill in inch inside iron
  is it item jam jar jaw jay job join joint joy jug judge june just keen keep kept kettle key keys kick kid kin kind king
  kit kitchen kitty knee knew knife knight knock know lace lad ladder lady laid lake lamb lamp land lane large last late
  laugh laundry law lawn laws lay lead leaf lean leap learn leave left leg less let letter level lever lid lie lift light
  like lime line lip list little live lived lives load lock lodge log long look lord lose loss lot loud lounge love low
  lower luck lump lunch lung made main major make man manage manager many map march mark market marks marsh   mat match matter may meadow meadows meal mean means measure measures meat meet mend mental met metre mid middle
  might mile miles milk mill miller mills mind mine mint minute miss mist mix mole moment monday money monk month mood
  moody moon moor more morning moss most mother mould mount mouse mouth move much mug mum must nail name nap narrow near
  neat neck need needs nephew never new news next nice niece night nine no noble none noon nor north nose not note noted
  nothing now nurse nut oak odd of off offer oil old on once one only open or orange order other our out oven over own
  pace pack pad page paid pain paint painter pair pale pan pant paper parish park parks part partner pass past path pay
  peace peach peak pear pearl peck peel peg pen pendant penny people pepper perch perfect pet phone pick pie pike pill
  pillow pin pine pink pipe place plain plan plant plate play player plug plum poem point pole pond pool poor pope port
  porter post pot pound power powers pray press price pride prince prior proud prune pull pulse pump push put
  quality quick quiet quilt rabbit rail rain raise ramp ran rang raw reach read ready real rear red reed refuse rely
  rent rest result rice rich ride right ring rise risk river rivers road roast robe robin rock rod roll roof room root
  rope rose rotate rough round rover row rowan rug rule run runner rush rust sad safe sage said sail sale salmon salt same
  sand sands sat saturday savage save saw say says scale scar school score seal search season seat see seem seen self sell
  sensor september sergeant service set settle seven sew shade shake shall shallow shape share sharp shave she shed sheet
  shelf shell shepherd shift shin shine ship shirt shoe shop shore short should show shower shut sick side sight silk
  silver simple since sing singing sink sister sit six size skill skin skip sleep sleeper sling slip slope slow
  small smart smell smile smiles smoke snack snow so soap social sock sofa soft some son soon sore sort soup sour south
  spark sparks speak speed spice spoke spoon spot spray spring square stable staff stair stairs stall stand star start
  state stay steady steel steep step steps stick still stiff stock stocks stone stool stop store storm story stout strap
  straw street stress stroke strong such sugar suit sum summer summers sun sunday sure swan sweep sweet swell swift swim
  sword table tail take tale tall tan tank tap taste tax tea teach team temple ten test text than thank that thaw the
  their them then there they thick thin thing think third this thorn three through thumb thursday tidy tie tied till time
  times tin tip tired to today toe toilet told tom tone too took tool top touch tower town track trail train tray tree
  trip trolley trout true try tub tube tuesday turn turner twice two under unit until up upper urine us use used
  usual vat veal very vest vicar view vine virtue visit voice wait wake walk walker walkers wall walls
  want wants ward warden wardrobe warm wary was wash washer waste watch water waters watt wave way we weak wear weather
  week weeks weight well wells went were west wet what wheel wheeler when where which whip white who whole whom why
  wide widow wife wild will win wind window wine wing winter winters wipe wise wish with within wolf woman won wood
  woods wool word words work works world worth would wound wrap wrist write wrong yard year years yellow yes yesterday
  yet you young your zone
`

/** In small letters. */
export const ordinaryWords: ReadonlySet<string> = new Set(listed.trim().split(/\s+/))
