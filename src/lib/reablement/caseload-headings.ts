import type { CaseloadField } from './caseload-columns.ts'

/**
 * What other systems call a column: likely, and less sure than the synonyms a file is read by without a question.
 * Parted by commas.
 */
export const widerHeadings: Record<CaseloadField, string> = {
  reference:
    'client number, client no, service user id, service user ref, service user number, su id, ' +
    'su ref, su number, person id, person ref, person reference, person number, case number, ' +
    'case no, case id, case ref, customer id, customer ref, liquidlogic id, liquidlogic number, ' +
    'las id, onetouch id, onetouch ref, system id, unique id',
  forename: 'first names, firstname, given names, christian name',
  surname: 'surnames, family names',
  knownAs: 'preferred forename, preferred first name, preferred, alias, nickname',
  sex: 'sex at birth, m f',
  born: 'd of b, birthdate, date born, birthday',
  nhsNumber: 'nhs id, nhsno, national health service number, nhs numbers, nhs number verified',
  address:
    'full address, address 1, address line, street, current address, home address line 1, ' + 'property',
  postcode: 'postal code, home postcode, zip, pc',
  telephone:
    'home telephone, home phone, landline, contact number, contact no, telephone no, telephone ' +
    '1, phone no, phone 1, mobile, main telephone',
  kind: 'service provided, episode type, package type, type of package, kind, scheme',
  start:
    'date started, service start date, package start, package start date, start of service, ' +
    'commenced, commencement date, episode start, episode start date, first visit date, first ' +
    'call, date of first visit',
  plannedEnd:
    'planned finish, expected end date, expected end, predicted end, predicted end date, review ' +
    'end date, projected end date, package end, package end date, proposed end date, target end ' +
    'date, episode end, finish date',
  callsPerDay:
    'daily calls, daily visits, no of calls, number of calls, calls daily, visits a day, number ' +
    'of visits, no of visits, no of calls per day, number of calls per day, calls day',
  minutes:
    'mins, mins per call, minutes per visit, duration, duration mins, duration minutes, visit ' +
    'length, call duration, call mins, length of call',
  carers: 'no of carers, carers required, carer ratio, handling, staff per call, carers needed',
  referralSource: 'source, referrer, referral from, referred from',
  ward: 'hospital ward, ward name, discharging ward, discharge ward',
  reason: 'reason for service, presenting need, main reason, primary reason, diagnosis',
  status: 'current status, status of referral, stage, state',
  language: 'main language, spoken language, language spoken',
  interpreter: 'needs interpreter, interpreter req, interpreter y n',
  livesAlone: 'live alone, lives on own',
  keySafe: 'keysafe, has key safe, key safe y n',
  pets: 'any pets, has pets, animals',
  smokeAlarm: 'smoke detector, smoke alarms, working smoke alarm',
  coAlarm: 'carbon monoxide detector, co detector, carbon monoxide',
  nextOfKin: 'next of kin name, main contact, emergency contact, emergency contact name',
  relationship:
    'next of kin relationship, relationship to client, relationship to service user, ' +
    'relationship to person, contact relationship',
}
