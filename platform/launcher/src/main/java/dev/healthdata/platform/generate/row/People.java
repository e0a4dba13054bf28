package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.platform.generate.random.Weighted;

/** Names as they are met in Ireland, with the characters that break careless CSV code: accents, ' , and ". */
final class People {
    private static final Weighted<String> WOMEN = Weighted.zipf(
            10,
            "Mary",
            "Margaret",
            "Catherine",
            "Sarah",
            "Emma",
            "Aoife",
            "Anne",
            "Siobhán",
            "Ciara",
            "Niamh",
            "Róisín",
            "Gráinne",
            "Áine",
            "Bridget",
            "Emily",
            "Grace",
            "Eimear",
            "Sinéad",
            "Caoimhe",
            "Orla",
            "Sophie",
            "Fiona",
            "Zoë",
            "Agnieszka",
            "Małgorzata",
            "Oksana",
            "Chiamaka",
            "Priya",
            "Beatriz",
            "Thị Ánh",
            "Łucja",
            "Ayşe");
    private static final Weighted<String> MEN = Weighted.zipf(
            10, "John", "Patrick", "Michael", "James", "Seán", "Conor", "Daniel", "Thomas", "Cian", "Oisín", "Pádraig",
            "Liam", "Darragh", "Eoin", "Fionn", "Brendan", "Séamus", "Tadhg", "Rónán", "Ruairí", "Declan", "Noel",
            "Piotr", "Łukasz", "Andriy", "Chinedu", "Rahul", "João", "Jürgen", "Đức", "Iñaki", "José");
    private static final Weighted<String> SURNAMES = Weighted.zipf(
            10,
            "Murphy",
            "Kelly",
            "O'Sullivan",
            "Walsh",
            "Smith",
            "O'Brien",
            "Byrne",
            "Ryan",
            "O'Connor",
            "O'Neill",
            "O'Reilly",
            "Doyle",
            "McCarthy",
            "Gallagher",
            "O'Doherty",
            "Kennedy",
            "Lynch",
            "Murray",
            "Quinn",
            "Moore",
            "McLoughlin",
            "O'Carroll",
            "Connolly",
            "Daly",
            "O'Connell",
            "Wilson",
            "Dunne",
            "Brennan",
            "Burke",
            "Collins",
            "Campbell",
            "Clarke",
            "Johnston",
            "Hughes",
            "O'Farrell",
            "Fitzgerald",
            "Brown",
            "Martin",
            "Maguire",
            "Nolan",
            "Flynn",
            "Ó Súilleabháin",
            "Ó Briain",
            "Mac Cárthaigh",
            "de Búrca",
            "D'Arcy",
            "Nowak",
            "Kowalczyk",
            "Wójcik",
            "Shevchenko",
            "Okafor",
            "Patel",
            "Fernandes",
            "Gonçalves",
            "Nguyễn",
            "Müller",
            "Žukauskas",
            "Popescu",
            "Çelik",
            "Ødegaard");
    private static final Weighted<String> NICKNAMES =
            Weighted.evenly("Paddy", "Mick", "Babs", "Red", "Sonny", "Teddy", "Peig", "The Bull");
    private static final Weighted<String> HONOURS = Weighted.evenly("PhD", "FRCPI", "FRCSI", "MSc", "MD", "FRCPI, PhD");

    private People() {}

    static String patient(SplitMix64 random, String gender) {
        Weighted<String> names = names(random, gender);
        String given = names.draw(random);
        String surname = surname(random);
        return switch (random.below(100)) {
            case 0, 1 -> given + " \"" + NICKNAMES.draw(random) + "\" " + surname;
            case 2 -> gender.equals("M") ? given + " " + surname + ", Jnr" : given + " " + surname;
            case 3, 4 -> surname + ", " + given;
            case 5, 6, 7 -> given + " " + names.drawOther(random, given) + " " + surname;
            default -> given + " " + surname;
        };
    }

    static String doctor(SplitMix64 random) {
        String name = (random.chance(60) ? "Prof. " : "Dr. ")
                + names(random, random.pick("F", "M")).draw(random) + " " + surname(random);
        return random.chance(120) ? name + ", " + HONOURS.draw(random) : name;
    }

    private static Weighted<String> names(SplitMix64 random, String gender) {
        return switch (gender) {
            case "F" -> WOMEN;
            case "M" -> MEN;
            default -> random.chance(500) ? WOMEN : MEN;
        };
    }

    private static String surname(SplitMix64 random) {
        String surname = SURNAMES.draw(random);
        return random.chance(40) ? surname + "-" + SURNAMES.drawOther(random, surname) : surname;
    }
}
