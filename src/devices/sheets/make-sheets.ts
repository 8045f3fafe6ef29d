import { failure, type Result, success } from '../../core/result.ts';
import { cardSheetOf } from './card-sheet.ts';
import { commandSheetOf } from './command-sheet.ts';
import { badgeSheetOf, binSheetOf, type SheetStation, stationSheetOf } from './name-sheets.ts';
import type { Paper } from './page.ts';
import { readBins, readPeople, readStation } from './read-lists.ts';
import { setupSheetOf } from './setup-sheet.ts';
import type { SheetLanguage } from './words.ts';

/** What a person asked for, as it was typed; the lists as the files hold them. */
export interface SheetWishes {
  readonly language: string;
  readonly paper: string;
  readonly people: string | null;
  readonly bins: string | null;
  readonly stations: readonly string[];
}

export interface SheetFile {
  readonly name: string;
  readonly html: string;
}

/** All sheets that can be made of the wishes, or the one sentence that says why not. */
export function makeSheets(wishes: SheetWishes): Result<readonly SheetFile[], string> {
  const { language, paper } = wishes;
  if (!isLanguage(language)) return failure(`--language is en or de, not ${language}.`);
  if (!isPaper(paper)) return failure(`--paper is a4 or letter, not ${paper}.`);
  const files: SheetFile[] = [
    { name: 'commands.html', html: commandSheetOf(paper, language) },
    { name: 'scanner-setup.html', html: setupSheetOf(paper, language) },
    { name: 'scanner-card.html', html: cardSheetOf(paper, language) },
  ];
  if (wishes.people !== null) {
    const people = readPeople(wishes.people);
    if (!people.ok) return failure(`The list of people: ${people.error}`);
    files.push({ name: 'badges.html', html: badgeSheetOf(people.value, paper, language) });
  }
  if (wishes.bins !== null) {
    const bins = readBins(wishes.bins);
    if (!bins.ok) return failure(`The list of bins: ${bins.error}`);
    files.push({ name: 'bins.html', html: binSheetOf(bins.value, paper, language) });
  }
  if (wishes.stations.length > 0) {
    const stations: SheetStation[] = [];
    for (const text of wishes.stations) {
      const station = readStation(text);
      if (!station.ok) return failure(`--station ${station.error}`);
      const { no } = station.value;
      if (stations.some((other) => other.no === no)) return failure(`--station ${text}: number ${no} is there twice.`);
      stations.push(station.value);
    }
    files.push({ name: 'stations.html', html: stationSheetOf(stations, paper, language) });
  }
  return success(files);
}

function isLanguage(text: string): text is SheetLanguage {
  return text === 'en' || text === 'de';
}

function isPaper(text: string): text is Paper {
  return text === 'a4' || text === 'letter';
}
