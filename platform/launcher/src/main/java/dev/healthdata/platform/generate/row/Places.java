package dev.healthdata.platform.generate.row;

import dev.healthdata.platform.generate.random.Weighted;

/** Where people live and are treated. */
final class Places {
    /** Real cities and towns, with their inhabitants in hundreds (census of 2022, rounded). */
    static final Weighted<String> CITIES = Weighted.of("Dublin", 5927)
            .or("Cork", 2240)
            .or("Limerick", 1025)
            .or("Galway", 859)
            .or("Waterford", 601)
            .or("Drogheda", 441)
            .or("Dundalk", 431)
            .or("Swords", 408)
            .or("Navan", 339)
            .or("Bray", 335)
            .or("Ennis", 279)
            .or("Carlow", 274)
            .or("Kilkenny", 272)
            .or("Naas", 262)
            .or("Tralee", 261)
            .or("Newbridge", 244)
            .or("Portlaoise", 235)
            .or("Athlone", 229)
            .or("Mullingar", 227)
            .or("Letterkenny", 226)
            .or("Dún Laoghaire", 233)
            .or("Wexford", 215)
            .or("Sligo", 208)
            .or("Clonmel", 184)
            .or("Cobh", 143)
            .or("Castlebar", 130)
            .or("Mallow", 136)
            .or("Carrick-on-Shannon", 47)
            .or("Daingean Uí Chúis", 17)
            .build();

    /** Made up, the busiest first. */
    static final Weighted<String> HOSPITALS = Weighted.zipf(
            1,
            "St. Brigid's University Hospital",
            "Liffey General Hospital",
            "Mercy Park Hospital, Cork",
            "Shannon Regional Hospital",
            "Our Lady of the Boyne Hospital",
            "Ospidéal na Coille, Gaillimh",
            "Slieve Bloom Community Hospital",
            "\"The Lantern\" Day Clinic");

    private Places() {}
}
