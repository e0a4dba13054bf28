package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.SplitMix64;
import dev.healthdata.platform.generate.random.Weighted;

/** Names as they are met in Ireland, with the characters that break careless CSV code: accents, ' , and ". */
final class People {
    private static final Weighted<String> WOMEN = Weighted.zipf(
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
            "John", "Patrick", "Michael", "James", "Seán", "Conor", "Daniel", "Thomas", "Cian", "Oisín", "Pádraig",
            "Liam", "Darragh", "Eoin", "Fionn", "Brendan", "Séamus", "Tadhg", "Rónán", "Ruairí", "Declan", "Noel",
            "Piotr", "Łukasz", "Andriy", "Chinedu", "Rahul", "João", "Jürgen", "Đức", "Iñaki", "José");
    private static final Weighted<String> SURNAMES = Weighted.zipf(
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
            "Ní Bhriain",
            "Mac Cárthaigh",
            "de Búrca",
            "D'Arcy",
            "Nowak",
            "Kowalczyk",
            "Wiśniewska",
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
        String given = given(random, gender);
        String surname = surname(random);
        return switch (random.below(100)) {
            case 0, 1 -> given + " \"" + NICKNAMES.draw(random) + "\" " + surname;
            case 2 -> given + " " + surname + ", " + random.pick("Jnr", "Snr");
            case 3, 4 -> surname + ", " + given;
            case 5, 6, 7 -> given + " " + given(random, gender) + " " + surname;
            default -> given + " " + surname;
        };
    }

    static String doctor(SplitMix64 random) {
        String name =
                (random.chance(60) ? "Prof. " : "Dr. ") + given(random, random.pick("F", "M")) + " " + surname(random);
        return random.chance(120) ? name + ", " + HONOURS.draw(random) : name;
    }

    private static String given(SplitMix64 random, String gender) {
        boolean woman = gender.equals("F") || (gender.equals("Other") && random.chance(500));
        return (woman ? WOMEN : MEN).draw(random);
    }

    private static String surname(SplitMix64 random) {
        String surname = SURNAMES.draw(random);
        return random.chance(40) ? surname + "-" + SURNAMES.drawOther(random, surname) : surname;
    }
}
