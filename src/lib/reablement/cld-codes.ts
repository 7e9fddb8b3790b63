/**
 * The fields and codes of adult social care Client Level Data, release 2, as far as they were seen in the national
 * code (DataS-DHSC/ASC-CLD-LA-Dashboard @ 9bee728, 11 Jun 2026). What was seen elsewhere only, or for an older release,
 * is not here: it does not go out. [std; tests/fixtures/cld-codes.json says of each where it was seen]
 */

/** Every field, in the order of the release 2 view. */
export const cldFields = [
  'LA_Code',
  'Reporting_Period_Start_Date',
  'Reporting_Period_End_Date',
  'NHS_Number',
  'LA_Person_Unique_Identifier',
  'GP_Practice_Code',
  'Gender',
  'Ethnicity',
  'Date_of_Birth',
  'Date_of_Death',
  'Client_Type',
  'Primary_Support_Reason',
  'Postcode',
  'Accommodation_Status',
  'Employment_Status',
  'Has_Unpaid_Carer',
  'Autism_Spectrum_Disorder_ASD',
  'Visual_Impairment',
  'Hearing_Impairment',
  'Dementia',
  'Client_Funding_Status',
  'Event_Type',
  'Event_Reference',
  'Event_Start_Date',
  'Event_End_Date',
  'Event_Description',
  'Event_Outcome',
  'Request_Route_of_Access',
  'Assessment_Type',
  'Eligible_Needs_Identified',
  'Method_of_Assessment',
  'Total_Hrs_Caring_per_week',
  'No_of_adults_being_cared_for',
  'Adult_1_Linked_Person_ID',
  'Adult_2_Linked_Person_ID',
  'Adult_3_Linked_Person_ID',
  'Service_Type',
  'Service_Component',
  'Delivery_Mechanism',
  'Provider_CQC_Location_ID',
  'Review_Reason',
  'Review_Outcomes_Achieved',
  'Method_of_Review',
  'Unit_Cost',
  'Cost_Frequency_Unit_Type',
  'Planned_units_per_week',
] as const
export type CldField = (typeof cldFields)[number]

/** [std, verified] */
export const accommodations = [
  'Owner occupier or shared ownership scheme',
  'Tenant: Local authority or other social housing provider',
  'Tenant: Private landlord',
  'Settled mainstream housing with family or friends',
  'Supported accommodation, supported lodgings or supported group home',
  'Shared Lives scheme',
  'Approved premises for offenders released from prison or under probation supervision',
  'Sheltered housing, extra care housing or other sheltered housing',
  'Mobile accommodation for Gypsy, Roma and Traveller communities',
  'Rough sleeper or squatting',
  'Night shelter, emergency hostel or direct access hostel',
  'Refuge',
  'Placed in temporary accommodation by the council (inc. homelessness resettlement)',
  'Staying with family or friends as a short term guest',
  'Acute hospital or long term healthcare residential facility',
  'Registered care home',
  'Registered nursing home',
  'Prison, young offenders institution or detention centre',
  'Other temporary accommodation',
  'Unknown',
] as const

/** [std, verified] */
export const employments = [
  'Paid: Less than 16 hours a week',
  'Paid: 16 or more hours a week',
  'Paid: Hours per week unknown',
  'Not in paid employment: Seeking work',
  'Not in paid employment: Not actively seeking work or retired',
  'Not in paid employment: Voluntary work only',
  'Unknown',
] as const

/** Three of the four: “Unknown” was not seen in the national code. [std, verified] */
export const fundings = [
  'Fully client funded',
  'Joint client and social care funded',
  'Fully social care funded',
] as const

/** [std, verified] */
export const deliveries = [
  'Direct payment',
  'CASSR managed personal budget',
  'CASSR commissioned support',
] as const

/** Those that were seen; an “Other” is likely, and was not. [std, partial] */
export const genders = ['Male', 'Female', 'Unknown'] as const

/** [std, verified] */
export const ethnicities = [
  'White: English, Welsh, Scottish, Northern Irish or British',
  'White: Irish',
  'White: Gypsy or Irish Traveller',
  'White: Roma',
  'White: Any other White background',
  'Mixed or multiple ethnic groups: White and Black Caribbean',
  'Mixed or multiple ethnic groups: White and Black African',
  'Mixed or multiple ethnic groups: White and Asian',
  'Mixed or multiple ethnic groups: Any other Mixed or multiple ethnic background',
  'Asian or Asian British: Indian',
  'Asian or Asian British: Pakistani',
  'Asian or Asian British: Bangladeshi',
  'Asian or Asian British: Chinese',
  'Asian or Asian British: Any other Asian background',
  'Black, Black British, Caribbean or African: Caribbean',
  'Black, Black British, Caribbean or African: African',
  'Black, Black British, Caribbean or African: Any other Black, Black British or Caribbean background',
  'Other ethnic group: Arab',
  'Other ethnic group: Any other ethnic group',
  'No data: Refused',
  'No data: Undeclared or not known',
] as const

/**
 * The NHS letter of an ethnic group as its national value. The values are verified, the pairing is ours; the letters are
 * older than Roma, Gypsy or Irish Traveller, and Arab, so none of these comes of them. [choice]
 */
export const ethnicityByLetter: Readonly<Record<string, (typeof ethnicities)[number]>> = {
  A: 'White: English, Welsh, Scottish, Northern Irish or British',
  B: 'White: Irish',
  C: 'White: Any other White background',
  D: 'Mixed or multiple ethnic groups: White and Black Caribbean',
  E: 'Mixed or multiple ethnic groups: White and Black African',
  F: 'Mixed or multiple ethnic groups: White and Asian',
  G: 'Mixed or multiple ethnic groups: Any other Mixed or multiple ethnic background',
  H: 'Asian or Asian British: Indian',
  J: 'Asian or Asian British: Pakistani',
  K: 'Asian or Asian British: Bangladeshi',
  L: 'Asian or Asian British: Any other Asian background',
  M: 'Black, Black British, Caribbean or African: Caribbean',
  N: 'Black, Black British, Caribbean or African: African',
  P: 'Black, Black British, Caribbean or African: Any other Black, Black British or Caribbean background',
  R: 'Asian or Asian British: Chinese',
  S: 'Other ethnic group: Any other ethnic group',
  Z: 'No data: Refused',
  '99': 'No data: Undeclared or not known',
}

/** What every stay with the service goes out as. [std, verified] */
export const stayCodes = {
  Client_Type: 'Service user',
  Event_Type: 'Service',
  Service_Type: 'Short term support: ST-Max',
  Service_Component: 'Reablement',
} as const satisfies Partial<Record<CldField, string>>
