package octet.lessons;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What stands on signs, receipts, labels and forms: words, prices, dates, codes. The same seed gives the same text. */
final class Phrases {

    private static final List<String> NOTICES = List.of(
            "Please keep the door closed",
            "Mind the step",
            "Last entry 30 minutes before closing",
            "Staff only",
            "No parking at any time",
            "Fresh bread every morning",
            "Ask at the counter",
            "Way out to the river",
            "Store in a cool, dry place",
            "Shake well before use",
            "Best before end of",
            "Do not bend",
            "Handle with care",
            "Made from recycled paper",
            "Return to sender",
            "Tickets are not refundable",
            "Keep out of reach of children",
            "Wash with similar colours",
            "Open other side",
            "Beware of the dog",
            "Out of order",
            "Lost and found",
            "Meeting in progress",
            "Quiet please",
            "Bicycles welcome",
            "Thank you for your visit",
            "Your receipt",
            "Change given in cash",
            "Sold by weight",
            "Free samples",
            "Autumn sale starts Monday",
            "Winter timetable",
            "Lifts and stairs",
            "Reserved for guests",
            "Do not feed the birds",
            "Path closed after rain",
            "Private land",
            "Dogs on a lead",
            "Luggage storage",
            "Arrivals",
            "Departures",
            "Boarding at gate",
            "Seat belts must be worn",
            "Insert card here",
            "Press twice to confirm",
            "Battery not included",
            "Warranty void if removed",
            "Read the manual first",
            "Contains nuts and milk",
            "Gluten free",
            "Product of Portugal",
            "Signature of applicant",
            "Name in block capitals",
            "For office use only",
            "Continued overleaf",
            "Total to pay",
            "Balance brought forward",
            "Paid with thanks",
            "Second class",
            "By appointment",
            "The Old Lighthouse",
            "Chapter Eleven",
            "A Short History of Bridges",
            "Letters to a Gardener",
            "Collected Poems, Volume II",
            "Notes on Weather",
            "Museum of Clocks",
            "Concert Hall, Balcony Left",
            "Annual Report",
            "Table of Contents",
            "Minutes of the Council",
            "Field Guide to Mushrooms");

    private static final List<String> GOODS = List.of(
            "Cappuccino",
            "Olive oil",
            "Oat milk",
            "Tomato soup",
            "Sourdough",
            "Lemon tart",
            "Green tea",
            "Goat cheese",
            "Red onions",
            "Apple juice",
            "Light bulb",
            "Paint brush",
            "Cotton towel",
            "Notebook A5",
            "Day ticket",
            "Wool socks",
            "Rye crackers",
            "Plum jam",
            "Brown rice",
            "Sea salt");

    private static final List<String> STREETS = List.of(
            "Harbour Road",
            "Mill Lane",
            "Station Street",
            "Queen's Walk",
            "Orchard Close",
            "Kiln Hill",
            "West Quay",
            "Abbey Gardens",
            "Foundry Yard",
            "Linden Avenue");

    private static final List<String> CITIES = List.of(
            "Bergen", "Lisbon", "Dublin", "Ghent", "Vilnius", "Porto", "Leeds", "Zagreb", "Malmo", "Antwerp", "Riga");

    private static final List<String> NAMES = List.of(
            "McAllister",
            "O'Connor",
            "van Dijk",
            "Fitzgerald",
            "Okafor",
            "Lindqvist",
            "Moreau",
            "Hashimoto",
            "DeWitt",
            "Novak",
            "Ferreira",
            "Achterberg");

    private static final List<String> FIRST_NAMES =
            List.of("Amelia", "Jonas", "Priya", "Walter", "Ines", "Gregory", "Yusuf", "Hanne", "Kofi", "Beatrix");

    private static final List<String> DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    private final Random random;

    Phrases(Random random) {
        this.random = random;
    }

    String next() {
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> notice();
            case 4 -> price();
            case 5, 6 -> date();
            case 7 -> code();
            case 8 -> address();
            case 9 -> contact();
            case 10 -> person();
            default -> measure();
        };
    }

    private String notice() {
        String text = one(NOTICES);
        return random.nextInt(6) == 0 ? text.toUpperCase(Locale.ROOT) : text;
    }

    private String price() {
        return switch (random.nextInt(4)) {
            case 0 -> format("%s %d.%02d EUR", one(GOODS), between(1, 30), between(0, 99));
            case 1 -> format("%d x %s $%d.%02d", between(2, 9), one(GOODS), between(2, 60), between(0, 99));
            case 2 -> format("%s -%d%%", one(GOODS), 5 * between(1, 12));
            default -> format("Subtotal: %d,%03d.%02d", between(1, 48), between(0, 999), between(0, 99));
        };
    }

    private String date() {
        int year = between(1987, 2031);
        return switch (random.nextInt(5)) {
            case 0 -> format("%d %s %d", between(1, 28), one(MONTHS), year);
            case 1 ->
                format("%d-%02d-%02d %02d:%02d", year, between(1, 12), between(1, 28), between(0, 23), between(0, 59));
            case 2 -> format("%s %d, %d", one(MONTHS), between(1, 28), year);
            case 3 ->
                format(
                        "%s %02d:%02d - %02d:%02d",
                        one(DAYS), between(7, 11), between(0, 59), between(12, 20), between(0, 59));
            default -> format("Valid until %02d/%02d/%d", between(1, 28), between(1, 12), year);
        };
    }

    private String code() {
        return switch (random.nextInt(5)) {
            case 0 -> format("%s%d-%04d-%s", letters(2), between(1, 9), between(0, 9999), letters(2));
            case 1 -> format("Order #%d", between(10_000, 99_999));
            case 2 -> format("SN: %08X", random.nextInt());
            case 3 -> format("Flight %s%d to %s", letters(2), between(100, 999), one(CITIES));
            default -> format("Lot %s%05d/%d", letters(1), between(0, 99_999), between(1, 60));
        };
    }

    private String address() {
        return switch (random.nextInt(3)) {
            case 0 -> format("%d %s", between(1, 240), one(STREETS));
            case 1 -> format("Room %s%d", letters(1), between(100, 499));
            default -> format("%s, %s", one(STREETS), one(CITIES));
        };
    }

    private String contact() {
        return switch (random.nextInt(3)) {
            case 0 -> format("Tel. 0161 4960%03d", between(0, 999));
            case 1 -> format("%s@example.org", one(FIRST_NAMES).toLowerCase(Locale.ROOT));
            default -> format("www.example.com/%s", one(DAYS).toLowerCase(Locale.ROOT));
        };
    }

    private String person() {
        return switch (random.nextInt(3)) {
            case 0 -> format("%s %s", one(FIRST_NAMES), one(NAMES));
            case 1 -> format("%s & %s", one(NAMES), one(NAMES));
            default -> format("Doctor %s", one(NAMES));
        };
    }

    private String measure() {
        return switch (random.nextInt(4)) {
            case 0 -> format("Net weight %d g", 25 * between(2, 60));
            case 1 -> format("Maximum load %d kg", 75 * between(4, 16));
            case 2 -> format("%d.%d kWh used in %s", between(1, 90), between(0, 9), one(MONTHS));
            default -> format("%s %d ml (%d.%d%%)", one(GOODS), 50 * between(2, 30), between(1, 40), between(0, 9));
        };
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    private String one(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
