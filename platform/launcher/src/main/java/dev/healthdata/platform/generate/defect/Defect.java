package dev.healthdata.platform.generate.defect;

import dev.healthdata.platform.generate.random.SplitMix64;
import java.util.List;

/** A way in which a row can be wrong. */
interface Defect {
    /** @param row a right row of the table */
    DefectiveRow in(List<String> row, SplitMix64 random);
}
