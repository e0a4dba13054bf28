package dev.healthdata.records.constraint;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.LocalDate;

/** Checks {@link MaxAge}; public only because Hibernate Validator makes it. */
public final class MaxAgeValidator implements ConstraintValidator<MaxAge, String> {
    private int years;

    @Override
    public void initialize(MaxAge annotation) {
        years = annotation.value();
    }

    @Override
    public boolean isValid(String text, ConstraintValidatorContext context) {
        if (text == null) {
            return true;
        }
        // One who is exactly that old is so until the day before the next birthday.
        LocalDate oldest = LocalDate.now(context.getClockProvider().getClock()).minusYears(years + 1L);
        return IsoDates.parse(text).map(day -> day.isAfter(oldest)).orElse(true);
    }
}
